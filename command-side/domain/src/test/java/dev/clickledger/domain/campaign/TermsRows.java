package dev.clickledger.domain.campaign;

import static dev.clickledger.domain.DecisionTable.and;
import static dev.clickledger.domain.DecisionTable.given;
import static dev.clickledger.domain.Samples.ADVERTISED;
import static dev.clickledger.domain.Samples.CAMPAIGN;
import static dev.clickledger.domain.Samples.CATEGORY;
import static dev.clickledger.domain.Samples.HOME_BID;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.PRODUCT;
import static dev.clickledger.domain.Samples.SEARCH_BID;
import static dev.clickledger.domain.Samples.budget;
import static dev.clickledger.domain.Samples.won;
import static dev.clickledger.domain.campaign.CampaignSamples.ACTIVE;
import static dev.clickledger.domain.campaign.CampaignSamples.draft;
import static dev.clickledger.domain.campaign.CampaignSamples.draftOf;
import static dev.clickledger.domain.campaign.CampaignSamples.drafted;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignKeywordsSet;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.domain.DecisionTable;
import dev.clickledger.domain.campaign.rules.ABidIsAMultipleOfTheIncrementWithinTheAuctionsBounds;
import dev.clickledger.domain.campaign.rules.ABudgetIsPositiveAndWithinTheLargestAmount;
import dev.clickledger.domain.campaign.rules.ACampaignAdvertisesOneToAThousandProducts;
import dev.clickledger.domain.campaign.rules.ACampaignBidsOnAtLeastOnePlacement;
import dev.clickledger.domain.campaign.rules.ACampaignBidsOnceOnAPlacement;
import dev.clickledger.domain.campaign.rules.ACampaignHasAtMostAThousandKeywords;
import dev.clickledger.domain.campaign.rules.ADailyBudgetIsNotMoreThanTheTotalBudget;
import dev.clickledger.domain.campaign.rules.AKeywordHasAtMostTenWords;
import dev.clickledger.domain.campaign.rules.AKeywordHasOneToAHundredCharacters;
import dev.clickledger.domain.campaign.rules.APeriodEndsAfterItStarts;
import dev.clickledger.domain.campaign.rules.KeywordsNeedABidOnSearch;
import dev.clickledger.domain.campaign.rules.KeywordsOfACampaignAreDistinct;
import dev.clickledger.domain.campaign.rules.ProductsOfACampaignAreDistinct;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows about a campaign's terms: products, budget, period, bids, keywords. */
final class TermsRows {

    private static final Keyword LAPTOP = new Keyword("laptop", KeywordMatch.EXACT, won(700));

    private final DecisionTable<Campaign> table;

    TermsRows(DecisionTable<Campaign> table) {
        this.table = table;
    }

    void add() {
        productsBudgetAndPeriod();
        bidsAndKeywords();
    }

    private void productsBudgetAndPeriod() {
        var twice = List.of(ADVERTISED, new AdvertisedProduct(PRODUCT, new Category("books")));
        var thousand =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> new AdvertisedProduct(new ProductId("p" + i), CATEGORY))
                        .toList();
        List<AdvertisedProduct> tooMany =
                Stream.concat(thousand.stream(), Stream.of(ADVERTISED)).toList();
        table.refuses(
                        "needs a product",
                        given(),
                        draftOf(List.of()),
                        new ACampaignAdvertisesOneToAThousandProducts(0))
                .decides(
                        "takes a thousand products",
                        given(),
                        draftOf(thousand),
                        drafted(draftOf(thousand)))
                .refuses(
                        "takes no more",
                        given(),
                        draftOf(tooMany),
                        new ACampaignAdvertisesOneToAThousandProducts(1_001))
                .refuses(
                        "takes a product once",
                        given(),
                        draftOf(twice),
                        new ProductsOfACampaignAreDistinct(twice))
                .refuses(
                        "keeps to it later",
                        ACTIVE,
                        new SetCampaignProducts(CAMPAIGN, twice, NOW),
                        new ProductsOfACampaignAreDistinct(twice));
        for (Budget none :
                List.of(
                        budget(0, null),
                        budget(-1, null),
                        budget(1_000_000_000_001L, null),
                        budget(10, 0L),
                        budget(10, 1_000_000_000_001L))) {
            table.refuses(
                    "refuses " + none,
                    given(),
                    draft(none),
                    new ABudgetIsPositiveAndWithinTheLargestAmount(none));
        }
        var same = budget(1_000_000_000_000L, 1_000_000_000_000L);
        table.decides("takes a total of one day", given(), draft(same), drafted(draft(same)))
                .refuses(
                        "takes no smaller total",
                        ACTIVE,
                        new SetCampaignBudget(CAMPAIGN, budget(500, 499L), NOW),
                        new ADailyBudgetIsNotMoreThanTheTotalBudget(budget(500, 499L)));
        var empty = new Period(NOW, NOW);
        table.refuses("needs a period", given(), draft(empty), new APeriodEndsAfterItStarts(empty))
                .refuses(
                        "keeps a period",
                        ACTIVE,
                        new SetCampaignPeriod(CAMPAIGN, empty, NOW),
                        new APeriodEndsAfterItStarts(empty));
    }

    private void bidsAndKeywords() {
        table.refuses(
                        "needs a bid",
                        given(),
                        draft(List.of(), List.of(), List.of()),
                        new ACampaignBidsOnAtLeastOnePlacement(List.of()))
                .refuses(
                        "bids once a placement",
                        given(),
                        draft(List.of(HOME_BID, HOME_BID), List.of(), List.of()),
                        new ACampaignBidsOnceOnAPlacement(List.of(HOME_BID, HOME_BID)));
        for (long bid : new long[] {-100, 0, 60, 69, 75, 100_010}) {
            table.refuses(
                    "takes no bid of " + bid,
                    ACTIVE,
                    bidOf(bid),
                    new ABidIsAMultipleOfTheIncrementWithinTheAuctionsBounds(won(bid)));
        }
        for (long bid : new long[] {70, 80, 100_000}) {
            table.decides(
                    "takes a bid of " + bid,
                    ACTIVE,
                    bidOf(bid),
                    new CampaignBidsSet(CAMPAIGN, bidOf(bid).bids(), NOW));
        }
        List<CampaignEvent> onSearch =
                and(ACTIVE, new CampaignBidsSet(CAMPAIGN, List.of(SEARCH_BID), NOW));
        List<CampaignEvent> withKeyword =
                and(onSearch, new CampaignKeywordsSet(CAMPAIGN, List.of(LAPTOP), List.of(), NOW));
        var korean =
                List.of(
                        new Keyword("노트북 가방", KeywordMatch.EXACT, null),
                        new Keyword(" 노트북  가방", KeywordMatch.EXACT, won(90)));
        table.decides(
                        "takes keywords with a bid on SEARCH",
                        onSearch,
                        keywords(LAPTOP),
                        new CampaignKeywordsSet(CAMPAIGN, List.of(LAPTOP), List.of(), NOW))
                .refuses(
                        "takes none without",
                        ACTIVE,
                        keywords(LAPTOP),
                        new KeywordsNeedABidOnSearch(true, false))
                .refuses(
                        "drafts none without",
                        given(),
                        draft(List.of(HOME_BID), List.of(LAPTOP), List.of()),
                        new KeywordsNeedABidOnSearch(true, false))
                .refuses(
                        "keeps the bid while there are keywords",
                        withKeyword,
                        bidOf(300),
                        new KeywordsNeedABidOnSearch(true, false))
                .refuses(
                        "checks a keyword's own bid",
                        onSearch,
                        keywords(new Keyword("laptop", KeywordMatch.EXACT, won(69))),
                        new ABidIsAMultipleOfTheIncrementWithinTheAuctionsBounds(won(69)))
                .refuses(
                        "takes no blank keyword",
                        onSearch,
                        keywords(new Keyword(" ", KeywordMatch.EXACT, null)),
                        new AKeywordHasOneToAHundredCharacters(" "))
                .refuses(
                        "takes no blank negative keyword",
                        onSearch,
                        new SetCampaignKeywords(CAMPAIGN, List.of(), List.of(""), NOW),
                        new AKeywordHasOneToAHundredCharacters(""))
                .refuses(
                        "takes no long keyword",
                        onSearch,
                        keywords(new Keyword("x".repeat(101), KeywordMatch.EXACT, null)),
                        new AKeywordHasOneToAHundredCharacters("x".repeat(101)))
                .refuses(
                        "takes no keyword of eleven words",
                        onSearch,
                        keywords(new Keyword("x ".repeat(11), KeywordMatch.EXACT, null)),
                        new AKeywordHasAtMostTenWords("x ".repeat(11)))
                .refuses(
                        "takes no negative keyword of eleven words",
                        onSearch,
                        new SetCampaignKeywords(CAMPAIGN, List.of(), List.of("x ".repeat(11)), NOW),
                        new AKeywordHasAtMostTenWords("x ".repeat(11)))
                .refuses(
                        "takes a keyword once, as searches see it",
                        onSearch,
                        new SetCampaignKeywords(CAMPAIGN, korean, List.of(), NOW),
                        new KeywordsOfACampaignAreDistinct(korean))
                .refuses(
                        "takes a thousand keywords at most",
                        onSearch,
                        new SetCampaignKeywords(
                                CAMPAIGN, Collections.nCopies(1_001, LAPTOP), List.of(), NOW),
                        new ACampaignHasAtMostAThousandKeywords(1_001, 0))
                .refuses(
                        "takes a thousand negative keywords at most",
                        onSearch,
                        new SetCampaignKeywords(
                                CAMPAIGN, List.of(), Collections.nCopies(1_001, "used"), NOW),
                        new ACampaignHasAtMostAThousandKeywords(0, 1_001));
    }

    private static SetCampaignBids bidOf(long won) {
        return new SetCampaignBids(
                CAMPAIGN, List.of(new PlacementBid(Placement.HOME, won(won))), NOW);
    }

    private static SetCampaignKeywords keywords(Keyword keyword) {
        return new SetCampaignKeywords(CAMPAIGN, List.of(keyword), List.of(), NOW);
    }
}
