package dev.clickledger.projections.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignKeywordsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignProductsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignTargetingSet;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.ProductEvent.ProductAvailabilitySet;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.projections.Market;
import dev.clickledger.projections.Stored;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.tables.CampaignStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CampaignCatalogueTest {

    private final Market market = new Market("1");
    private final CampaignCatalogue catalogue = new CampaignCatalogue();

    /** What the rank lists hold: every change applied, as a view would. */
    private final Map<String, Long> ranks = new TreeMap<>();

    private long offset;

    private Map<RankSlot, Optional<RankEntry>> apply(DomainEvent event) {
        Map<RankSlot, Optional<RankEntry>> changes =
                catalogue.applyAndCompareRanks(Stored.event(++offset, event));
        changes.forEach(
                (slot, entry) -> {
                    String place = slot.key() + " " + slot.member();
                    entry.ifPresentOrElse(
                            e -> ranks.put(place, e.bid().amount()), () -> ranks.remove(place));
                });
        return changes;
    }

    private void approved(DomainEvent draft) {
        apply(market.spending(AdvertiserSpending.ALLOWED));
        apply(draft);
        apply(new CampaignSubmitted(market.campaign(), Market.START));
        apply(new CampaignApproved(market.campaign(), Market.START));
    }

    private String place(String key, int product) {
        return key + " " + market.ad(product);
    }

    @Test
    void listsAnApprovedCampaignWhereverItBids() {
        approved(
                market.drafted(
                        List.of(market.advertised(1), market.advertised(2)),
                        Map.of(
                                Placement.HOME, 300L,
                                Placement.CATEGORY, 250L,
                                Placement.PRODUCT_DETAIL, 200L)));

        assertThat(ranks)
                .containsOnly(
                        Map.entry(place("rtb:HOME:electronics/computers", 1), 300L),
                        Map.entry(place("rtb:HOME:*", 1), 300L),
                        Map.entry(place("rtb:CATEGORY:electronics/computers", 1), 250L),
                        Map.entry(place("rtb:PRODUCT_DETAIL:electronics/computers", 1), 200L),
                        Map.entry(place("rtb:HOME:electronics/computers", 2), 300L),
                        Map.entry(place("rtb:HOME:*", 2), 300L),
                        Map.entry(place("rtb:CATEGORY:electronics/computers", 2), 250L),
                        Map.entry(place("rtb:PRODUCT_DETAIL:electronics/computers", 2), 200L));
    }

    @Test
    void listsNothingBeforeTheApproval() {
        apply(market.spending(AdvertiserSpending.ALLOWED));
        apply(market.drafted(List.of(market.advertised(1)), Map.of(Placement.HOME, 300L)));
        apply(new CampaignSubmitted(market.campaign(), Market.START));

        assertThat(ranks).isEmpty();
    }

    @Test
    void listsEachKeywordOnceByItsMatch() {
        approved(
                market.drafted(
                        List.of(market.advertised(1)),
                        Map.of(Placement.SEARCH, 150L),
                        new Keyword("Gaming  Laptop", KeywordMatch.EXACT, Money.won(500)),
                        new Keyword("laptop", KeywordMatch.EXACT, null),
                        new Keyword("cheap laptop", KeywordMatch.PHRASE, null),
                        new Keyword("computer", KeywordMatch.BROAD, null)));

        assertThat(ranks)
                .containsOnly(
                        Map.entry(place("rtb:SEARCH:gaming laptop", 1), 500L),
                        Map.entry(place("rtb:SEARCH:laptop", 1), 150L),
                        Map.entry(place("rtb:SEARCH_PHRASE:cheap", 1) + " cheap laptop", 150L),
                        Map.entry(place("rtb:SEARCH_BROAD:computer", 1) + " computer", 150L));
    }

    @Test
    void listsKeywordsThatShareAListSideBySide() {
        approved(
                market.drafted(
                        List.of(market.advertised(1)),
                        Map.of(Placement.SEARCH, 150L),
                        new Keyword("gaming laptop", KeywordMatch.PHRASE, Money.won(500)),
                        new Keyword("Gaming mouse", KeywordMatch.PHRASE, null),
                        new Keyword("mouse gaming", KeywordMatch.BROAD, null)));

        assertThat(ranks)
                .containsOnly(
                        Map.entry(place("rtb:SEARCH_PHRASE:gaming", 1) + " gaming laptop", 500L),
                        Map.entry(place("rtb:SEARCH_PHRASE:gaming", 1) + " gaming mouse", 150L),
                        Map.entry(place("rtb:SEARCH_BROAD:gaming", 1) + " mouse gaming", 150L));
    }

    @Test
    void takesTheHigherBidOfTwoSpellingsOfAKeyword() {
        approved(
                market.drafted(
                        List.of(market.advertised(1)),
                        Map.of(Placement.SEARCH, 150L),
                        new Keyword("laptop", KeywordMatch.EXACT, Money.won(400)),
                        new Keyword(" LAPTOP ", KeywordMatch.EXACT, null)));

        assertThat(ranks).containsOnly(Map.entry(place("rtb:SEARCH:laptop", 1), 400L));
    }

    @Test
    void listsNoKeywordWithoutABidForSearch() {
        approved(
                market.drafted(
                        List.of(market.advertised(1)),
                        Map.of(Placement.CATEGORY, 150L),
                        new Keyword("laptop", KeywordMatch.EXACT, Money.won(400))));

        assertThat(ranks).containsOnlyKeys(place("rtb:CATEGORY:electronics/computers", 1));
    }

    @Test
    void removesAKeywordThatBecomesNegative() {
        Keyword laptop = new Keyword("laptop", KeywordMatch.EXACT, null);
        approved(
                market.drafted(
                        List.of(market.advertised(1)), Map.of(Placement.SEARCH, 150L), laptop));

        apply(
                new CampaignKeywordsSet(
                        market.campaign(), List.of(laptop), List.of("Laptop "), Market.START));

        assertThat(ranks).isEmpty();
    }

    @Test
    void takesAPausedCampaignOutAndBackIn() {
        approved(market.drafted(List.of(market.advertised(1)), Map.of(Placement.CATEGORY, 250L)));

        apply(new CampaignPaused(market.campaign(), Market.START));
        assertThat(ranks).isEmpty();

        apply(new CampaignResumed(market.campaign(), Market.START));
        assertThat(ranks).hasSize(1);
    }

    @Test
    void takesACampaignOutWhoseBudgetPausesItAndBackIn() {
        approved(market.drafted(List.of(market.advertised(1)), Map.of(Placement.CATEGORY, 250L)));
        var day = LocalDate.parse("2017-11-07");
        Money limit = Money.won(100_000);

        apply(
                new CampaignBudgetNearlySpent(
                        market.campaign(), day, limit, limit, 95, 1, Market.START));
        assertThat(ranks).hasSize(1);
        apply(new CampaignBudgetPaused(market.campaign(), day, limit, limit, 95, 1, Market.START));
        assertThat(ranks).isEmpty();
        assertThat(catalogue.campaign(market.campaign()).view())
                .extracting("status", "reason")
                .containsExactly(
                        CampaignStatus.PAUSED, "95 % of the daily budget was spent on 2017-11-07");
        apply(new CampaignBudgetResumed(market.campaign(), day.plusDays(1), Market.START));
        assertThat(ranks).hasSize(1);
        assertThat(catalogue.campaign(market.campaign()).view())
                .extracting("status", "reason")
                .containsExactly(CampaignStatus.ACTIVE, null);
    }

    @Test
    void takesAllCampaignsOfASuspendedAdvertiserOut() {
        approved(market.drafted(List.of(market.advertised(1)), Map.of(Placement.CATEGORY, 250L)));

        apply(market.spending(AdvertiserSpending.SUSPENDED));
        assertThat(ranks).isEmpty();

        apply(market.spending(AdvertiserSpending.ALLOWED));
        assertThat(ranks).hasSize(1);
    }

    @Test
    void takesAnUnavailableProductOutAndBackIn() {
        approved(
                market.drafted(
                        List.of(market.advertised(1), market.advertised(2)),
                        Map.of(Placement.CATEGORY, 250L, Placement.SEARCH, 150L),
                        new Keyword("laptop", KeywordMatch.BROAD, null)));
        Map<String, Long> listed = Map.copyOf(ranks);

        apply(new ProductAvailabilitySet(market.product(1), false, Market.START));
        assertThat(ranks.keySet())
                .allMatch(place -> place.contains(market.ad(2).value()))
                .hasSize(2);

        apply(new CampaignPaused(market.campaign(), Market.START));
        apply(new CampaignResumed(market.campaign(), Market.START));
        assertThat(ranks).as("unavailable while it was paused, too").hasSize(2);

        apply(new ProductAvailabilitySet(market.product(1), true, Market.START));
        assertThat(ranks).isEqualTo(listed);
    }

    @Test
    void knowsOfAProductThatNobodyAdvertisesYet() {
        apply(new ProductAvailabilitySet(market.product(1), false, Market.START));
        approved(market.drafted(List.of(market.advertised(1)), Map.of(Placement.CATEGORY, 250L)));

        assertThat(ranks).isEmpty();
    }

    @Test
    void listsAnAdInTheParentsOfItsCategoryWhereTheCampaignSaysSo() {
        approved(
                market.drafted(
                        List.of(market.advertised(1)),
                        Map.of(
                                Placement.HOME, 300L,
                                Placement.CATEGORY, 250L,
                                Placement.PRODUCT_DETAIL, 200L)));
        assertThat(ranks).hasSize(4);

        apply(
                new CampaignTargetingSet(
                        market.campaign(), new Targeting(Set.of(), Set.of(), true), Market.START));

        assertThat(ranks)
                .hasSize(7)
                .containsEntry(place("rtb:HOME:electronics", 1), 300L)
                .containsEntry(place("rtb:CATEGORY:electronics", 1), 250L)
                .containsEntry(place("rtb:PRODUCT_DETAIL:electronics", 1), 200L);
    }

    @Test
    void movesAProductToItsNewCategory() {
        approved(market.drafted(List.of(market.advertised(1)), Map.of(Placement.CATEGORY, 250L)));

        apply(
                new CampaignProductsSet(
                        market.campaign(),
                        List.of(new AdvertisedProduct(market.product(1), new Category("toys"))),
                        Market.START));

        assertThat(ranks).containsOnlyKeys(place("rtb:CATEGORY:toys", 1));
    }

    @Test
    void changesEveryEntryOfACampaignWhoseQualityIsAdjusted() {
        approved(
                market.drafted(
                        List.of(market.advertised(1), market.advertised(2)),
                        Map.of(Placement.CATEGORY, 250L, Placement.SEARCH, 200L),
                        new Keyword("laptop", KeywordMatch.EXACT, null)));

        Map<RankSlot, Optional<RankEntry>> changes =
                apply(Market.adjusted(market.campaign(), 1_100_000, 1_000_000, Market.at(1)));

        assertThat(changes).hasSize(4);
        assertThat(changes.values())
                .allSatisfy(
                        entry -> assertThat(entry.orElseThrow().quality()).isEqualTo(1_100_000));
        assertThat(ranks).hasSize(4);
    }

    @Test
    void keepsAQualityWhileNothingIsServed() {
        apply(market.spending(AdvertiserSpending.ALLOWED));
        apply(market.drafted(List.of(market.advertised(1)), Map.of(Placement.CATEGORY, 250L)));
        assertThat(apply(Market.adjusted(market.campaign(), 900_000, 1_000_000, Market.at(1))))
                .isEmpty();
        apply(new CampaignSubmitted(market.campaign(), Market.START));

        assertThat(apply(new CampaignApproved(market.campaign(), Market.START)).values())
                .singleElement()
                .satisfies(entry -> assertThat(entry.orElseThrow().quality()).isEqualTo(900_000));
    }

    @Test
    void tellsOnlyWhatChanges() {
        approved(
                market.drafted(
                        List.of(market.advertised(1)),
                        Map.of(Placement.CATEGORY, 250L, Placement.PRODUCT_DETAIL, 200L)));

        Map<RankSlot, Optional<RankEntry>> changes =
                apply(
                        new CampaignBidsSet(
                                market.campaign(),
                                Market.bids(
                                        Map.of(
                                                Placement.CATEGORY,
                                                260L,
                                                Placement.PRODUCT_DETAIL,
                                                200L)),
                                Market.START));

        assertThat(changes.keySet())
                .extracting(slot -> slot.key().value())
                .containsExactly("rtb:CATEGORY:electronics/computers");
    }
}
