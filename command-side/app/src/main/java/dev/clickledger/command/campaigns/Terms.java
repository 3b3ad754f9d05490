package dev.clickledger.command.campaigns;

import dev.clickledger.command.fields.AtMostTenWords;
import dev.clickledger.command.fields.BidPrice;
import dev.clickledger.command.fields.Required;
import dev.clickledger.command.fields.Text;
import dev.clickledger.command.fields.Won;
import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A campaign's terms as callers write them. */
final class Terms {

    static final int MOST_PRODUCTS = 1_000;
    static final int MOST_KEYWORDS = 1_000;
    static final int MOST_BIDS = 4;

    private static final String PRODUCTS = "must list 1 to 1000 products";
    private static final String BIDS = "must list 1 to 4 bids, one a placement";
    private static final String KEYWORDS = "must list at most 1000 keywords";

    private Terms() {}

    record Product(@Required ProductId productId, @Required Category category) {

        AdvertisedProduct product() {
            return new AdvertisedProduct(productId, category);
        }
    }

    record Bid(@Required Placement placement, @Required @BidPrice Long bidPrice) {

        PlacementBid bid() {
            return new PlacementBid(placement, Money.won(bidPrice));
        }
    }

    record KeywordTerm(
            @Required @Text(max = 100) @AtMostTenWords String text,
            @Required KeywordMatch match,
            @BidPrice @Nullable Long bidPrice) {

        Keyword keyword() {
            return new Keyword(text, match, bidPrice == null ? null : Money.won(bidPrice));
        }
    }

    record TargetingTerm(
            @Nullable Set<@Required DeviceType> deviceTypes,
            @Nullable Set<@Required AgeGroup> ageGroups,
            @Nullable Boolean parentCategories) {

        static Targeting targeting(@Nullable TargetingTerm term) {
            return term == null
                    ? Targeting.EVERYBODY
                    : new Targeting(
                            term.deviceTypes == null ? Set.of() : term.deviceTypes,
                            term.ageGroups == null ? Set.of() : term.ageGroups,
                            term.parentCategories != null && term.parentCategories);
        }
    }

    record Draft(
            @Nullable CampaignId campaignId,
            @Required AdvertiserId advertiserId,
            @Required @Text(max = 200) String name,
            @Required Instant startsAt,
            @Nullable Instant endsAt,
            @Required @Size(min = 1, max = MOST_PRODUCTS, message = PRODUCTS)
                    List<@Required @Valid Product> products,
            @Required @Size(min = 1, max = MOST_BIDS, message = BIDS)
                    List<@Required @Valid Bid> bids,
            @Size(max = MOST_KEYWORDS, message = KEYWORDS)
                    @Nullable List<@Required @Valid KeywordTerm> keywords,
            @Size(max = MOST_KEYWORDS, message = KEYWORDS)
                    @Nullable List<@Required @Text(max = 100) @AtMostTenWords String>
                            negativeKeywords,
            @Required @Won Long dailyBudget,
            @Won @Nullable Long totalBudget,
            @Nullable BudgetMode budgetMode,
            @Nullable Pacing pacing,
            @Valid @Nullable TargetingTerm targeting) {

        Budget budget() {
            return Terms.budget(dailyBudget, totalBudget, budgetMode, pacing);
        }
    }

    record Bids(
            @Required @Size(min = 1, max = MOST_BIDS, message = BIDS)
                    List<@Required @Valid Bid> bids) {}

    record BudgetTerm(
            @Required @Won Long dailyBudget,
            @Won @Nullable Long totalBudget,
            @Nullable BudgetMode budgetMode,
            @Nullable Pacing pacing) {

        Budget budget() {
            return Terms.budget(dailyBudget, totalBudget, budgetMode, pacing);
        }
    }

    record Products(
            @Required @Size(min = 1, max = MOST_PRODUCTS, message = PRODUCTS)
                    List<@Required @Valid Product> products) {}

    record KeywordTerms(
            @Required @Size(max = MOST_KEYWORDS, message = KEYWORDS)
                    List<@Required @Valid KeywordTerm> keywords,
            @Size(max = MOST_KEYWORDS, message = KEYWORDS)
                    @Nullable List<@Required @Text(max = 100) @AtMostTenWords String>
                            negativeKeywords) {}

    record TargetingTerms(@Required @Valid TargetingTerm targeting) {}

    record PeriodTerm(@Required Instant startsAt, @Nullable Instant endsAt) {}

    static List<PlacementBid> bids(List<Bid> bids) {
        return bids.stream().map(Bid::bid).toList();
    }

    static List<AdvertisedProduct> products(List<Product> products) {
        return products.stream().map(Product::product).toList();
    }

    static List<Keyword> keywords(@Nullable List<KeywordTerm> keywords) {
        return keywords == null ? List.of() : keywords.stream().map(KeywordTerm::keyword).toList();
    }

    private static Budget budget(
            long daily, @Nullable Long total, @Nullable BudgetMode mode, @Nullable Pacing pacing) {
        return new Budget(
                Money.won(daily),
                total == null ? null : Money.won(total),
                mode == null ? BudgetMode.STRICT : mode,
                pacing == null ? Pacing.ASAP : pacing);
    }

    static Period period(Instant startsAt, @Nullable Instant endsAt) {
        return new Period(startsAt, endsAt);
    }

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
