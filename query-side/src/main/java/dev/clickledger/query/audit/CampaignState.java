package dev.clickledger.query.audit;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.QualityScore;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetReconciled;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignKeywordsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPeriodSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignProductsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignRejected;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignTargetingSet;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A campaign as its events leave it, worked out apart from what the projections do. */
final class CampaignState {

    private final CampaignDrafted draft;
    private String status = "DRAFTED";
    private @Nullable String reason;
    private Period period;
    private List<AdvertisedProduct> products;
    private List<PlacementBid> bids;
    private List<Keyword> keywords;
    private List<String> negativeKeywords;
    private Budget budget;
    private Targeting targeting;
    private long quality = QualityScore.ONE;
    private Instant updatedAt;
    private long offset;

    CampaignState(CampaignDrafted draft) {
        this.draft = draft;
        period = draft.period();
        products = draft.products();
        bids = draft.bids();
        keywords = draft.keywords();
        negativeKeywords = draft.negativeKeywords();
        budget = draft.budget();
        targeting = draft.targeting();
        updatedAt = draft.at();
    }

    void apply(CampaignEvent event, long eventOffset) {
        offset = eventOffset;
        updatedAt = event.at();
        switch (event) {
            case CampaignDrafted ignored -> {}
            case CampaignSubmitted ignored -> status("SUBMITTED", null);
            case CampaignApproved ignored -> status("ACTIVE", null);
            case CampaignRejected e -> status("REJECTED", e.reason());
            case CampaignPaused ignored -> status("PAUSED", null);
            case CampaignResumed ignored -> status("ACTIVE", null);
            case CampaignEnded ignored -> status("ENDED", null);
            case CampaignBidsSet e -> bids = e.bids();
            case CampaignBudgetSet e -> budget = e.budget();
            case CampaignProductsSet e -> products = e.products();
            case CampaignKeywordsSet e -> {
                keywords = e.keywords();
                negativeKeywords = e.negativeKeywords();
            }
            case CampaignTargetingSet e -> targeting = e.targeting();
            case CampaignPeriodSet e -> period = e.period();
            case CampaignQualityAdjusted e -> quality = e.quality();
            case CampaignBudgetReconciled ignored -> {}
            case CampaignBudgetNearlySpent ignored -> {}
            case CampaignBudgetPaused e -> status("PAUSED", e.reason());
            case CampaignBudgetResumed ignored -> status("ACTIVE", null);
        }
    }

    private void status(String newStatus, @Nullable String why) {
        status = newStatus;
        reason = why;
    }

    /** Of the newest of its events. */
    long offset() {
        return offset;
    }

    long quality() {
        return quality;
    }

    @Nullable Object[] row() {
        return new @Nullable Object[] {
            draft.campaignId(),
            draft.advertiserId(),
            draft.name(),
            status,
            reason,
            period.startsAt(),
            period.endsAt(),
            budget.daily(),
            budget.total(),
            budget.mode(),
            budget.pacing(),
            json(products),
            json(bids),
            json(keywords),
            json(negativeKeywords),
            json(targeting),
            quality,
            draft.at(),
            updatedAt,
            offset
        };
    }

    private static String json(Object value) {
        return ContractJson.strict().writeValueAsString(value);
    }

    /** Its ads in all rank lists, were its advertiser allowed to spend. */
    List<RankShelf.Placed> placed() {
        if (!status.equals("ACTIVE")) {
            return List.of();
        }
        Map<String, RankShelf.Placed> placed = new LinkedHashMap<>();
        for (PlacementBid bid : bids) {
            for (AdvertisedProduct product : products) {
                if (bid.placement() == Placement.SEARCH) {
                    searches(bid.bidPrice())
                            .forEach((found, price) -> place(placed, product, found, price));
                } else {
                    for (String shelf : shelves(bid.placement(), product.category())) {
                        String key = "rtb:" + bid.placement() + ":" + shelf;
                        place(placed, key, entry(product, bid.bidPrice(), null, null));
                    }
                }
            }
        }
        return List.copyOf(placed.values());
    }

    private List<String> shelves(Placement placement, Category category) {
        List<String> shelves = new ArrayList<>();
        shelves.add(category.value());
        if (targeting.parentCategories()) {
            String[] levels = category.value().split("/");
            for (int deep = levels.length - 1; deep > 0; deep--) {
                shelves.add(String.join("/", Arrays.copyOf(levels, deep)));
            }
        }
        if (placement == Placement.HOME) {
            shelves.add("*");
        }
        return shelves;
    }

    /** What it bids under each keyword that a search can find. */
    private Map<Keyword, Money> searches(Money bid) {
        Map<Keyword, Money> searches = new LinkedHashMap<>();
        for (Keyword keyword : keywords) {
            String text = Keywords.normalise(keyword.text());
            boolean tooLong =
                    keyword.match() != KeywordMatch.EXACT
                            && text.split(" ").length > Keywords.MAX_WORDS;
            boolean barred =
                    keyword.match() != KeywordMatch.BROAD
                            && negatives().stream()
                                    .anyMatch(no -> (" " + text + " ").contains(" " + no + " "));
            if (!tooLong && !barred) {
                Money price = keyword.bidPrice() == null ? bid : keyword.bidPrice();
                var found = new Keyword(text, keyword.match(), null);
                Money other = searches.get(found);
                searches.put(found, other == null || price.isMoreThan(other) ? price : other);
            }
        }
        return searches;
    }

    private List<String> negatives() {
        return negativeKeywords.stream().map(Keywords::normalise).toList();
    }

    private void place(
            Map<String, RankShelf.Placed> placed,
            AdvertisedProduct product,
            Keyword found,
            Money bid) {
        String key =
                switch (found.match()) {
                    case EXACT -> "rtb:SEARCH:" + found.text();
                    case PHRASE -> "rtb:SEARCH_PHRASE:" + found.text().split(" ")[0];
                    case BROAD ->
                            "rtb:SEARCH_BROAD:"
                                    + Arrays.stream(found.text().split(" "))
                                            .sorted()
                                            .toList()
                                            .getFirst();
                };
        place(placed, key, entry(product, bid, found.match(), found.text()));
    }

    private void place(Map<String, RankShelf.Placed> placed, String rankKey, RankEntry entry) {
        placed.put(rankKey + "\n" + entry.member(), new RankShelf.Placed(rankKey, entry, offset));
    }

    private RankEntry entry(
            AdvertisedProduct product,
            Money bid,
            @Nullable KeywordMatch match,
            @Nullable String keyword) {
        return new RankEntry(
                AdId.of(draft.campaignId(), product.productId()),
                draft.campaignId(),
                draft.advertiserId(),
                product.productId(),
                product.category(),
                bid,
                quality,
                period.startsAt(),
                period.endsAt(),
                budget,
                targeting.deviceTypes(),
                targeting.ageGroups(),
                targeting.parentCategories(),
                match,
                keyword,
                match == null || match == KeywordMatch.EXACT ? List.of() : negatives());
    }
}
