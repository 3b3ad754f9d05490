package dev.clickledger.query.audit;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignKeywordsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPeriodSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignProductsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignRejected;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignTargetingSet;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A campaign, from its events. */
final class CampaignReplay extends Replay {

    private @Nullable State state;

    CampaignReplay(ExpectedTables tables, ExpectedLive live) {
        super(tables, live);
    }

    @Override
    void apply(StoredEvent stored, long offset) {
        CampaignEvent event = (CampaignEvent) stored.event();
        if (event instanceof CampaignDrafted draft) {
            state = new State(draft);
        }
        if (state != null) {
            state.apply(event, offset);
        }
    }

    @Override
    void tell(ExpectedTables expected) {
        if (state != null) {
            expected.campaign(state.offset, state.row());
            expected.ranks(state.placed());
        }
    }

    @Override
    void tell(ExpectedLive expected) {
        if (state != null) {
            expected.ranks(state.placed());
        }
    }

    private static final class State {

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
        private Instant updatedAt;
        private long offset;

        State(CampaignDrafted draft) {
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
            }
        }

        private void status(String newStatus, @Nullable String why) {
            status = newStatus;
            reason = why;
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
                json(products),
                json(bids),
                json(keywords),
                json(negativeKeywords),
                json(targeting),
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
                    switch (bid.placement()) {
                        case HOME -> {
                            place(
                                    placed,
                                    "rtb:HOME:" + product.category(),
                                    product,
                                    bid.bidPrice());
                            place(placed, "rtb:HOME:*", product, bid.bidPrice());
                        }
                        case CATEGORY, PRODUCT_DETAIL ->
                                place(
                                        placed,
                                        "rtb:" + bid.placement() + ":" + product.category(),
                                        product,
                                        bid.bidPrice());
                        case SEARCH ->
                                searches(bid.bidPrice())
                                        .forEach(
                                                (term, price) ->
                                                        place(
                                                                placed,
                                                                "rtb:"
                                                                        + Placement.SEARCH
                                                                        + ":"
                                                                        + term,
                                                                product,
                                                                price));
                    }
                }
            }
            return List.copyOf(placed.values());
        }

        /** What it bids under each normalised search term. */
        private Map<String, Money> searches(Money bid) {
            Map<String, Money> searches = new LinkedHashMap<>();
            for (Keyword keyword : keywords) {
                if (keyword.match() == KeywordMatch.EXACT) {
                    Money price = keyword.bidPrice() == null ? bid : keyword.bidPrice();
                    String term = Keywords.normalise(keyword.text());
                    Money other = searches.get(term);
                    searches.put(term, other == null || price.isMoreThan(other) ? price : other);
                }
            }
            negativeKeywords.forEach(keyword -> searches.remove(Keywords.normalise(keyword)));
            return searches;
        }

        private void place(
                Map<String, RankShelf.Placed> placed,
                String rankKey,
                AdvertisedProduct product,
                Money bid) {
            AdId adId = AdId.of(draft.campaignId(), product.productId());
            RankEntry entry =
                    new RankEntry(
                            adId,
                            draft.campaignId(),
                            draft.advertiserId(),
                            product.productId(),
                            product.category(),
                            bid,
                            RankEntry.QUALITY_OF_ONE,
                            period.startsAt(),
                            period.endsAt(),
                            budget.daily(),
                            budget.total(),
                            targeting.deviceTypes(),
                            targeting.ageGroups());
            placed.put(rankKey + "\n" + adId, new RankShelf.Placed(rankKey, entry, offset));
        }
    }
}
