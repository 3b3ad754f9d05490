package dev.clickledger.projections.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetNearlySpent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetResumed;
import dev.clickledger.contracts.events.CampaignEvent.CampaignEnded;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignProductsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent.Line;
import dev.clickledger.contracts.events.OrderEvent.OrderPlaced;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.LineId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CampaignRecord;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.Market;
import dev.clickledger.projections.Stored;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicContentTest {

    private final Market market = new Market("1");
    private final PublicationNumbers numbers = new PublicationNumbers(40);

    private final CampaignsContent campaigns =
            new CampaignsContent(position -> new CampaignCatalogue());
    private long offset;

    private List<Outgoing> publish(DomainEvent event) {
        return campaigns.recordsFor(Stored.event(++offset, event), numbers);
    }

    private static List<String> summary(List<Outgoing> records) {
        return records.stream()
                .map(
                        record -> {
                            var campaign = (CampaignRecord) record.value();
                            return String.join(
                                    " ",
                                    record.key(),
                                    campaign.eventType(),
                                    campaign.status(),
                                    campaign.approvalStatus(),
                                    Long.toString(campaign.bidPrice()),
                                    campaign.rtbImpact());
                        })
                .toList();
    }

    private List<Outgoing> draft() {
        return publish(
                market.drafted(
                        List.of(market.advertised(1)),
                        Map.of(Placement.HOME, 1_000L, Placement.CATEGORY, 990L)));
    }

    @Test
    void saysWhatBecomesOfEachProductAndPlacement() {
        assertThat(summary(draft()))
                .containsExactly(
                        "HOME:electronics/computers CAMPAIGN_CREATED PENDING PENDING 1000 LOW",
                        "CATEGORY:electronics/computers CAMPAIGN_CREATED PENDING PENDING 990 LOW");
        assertThat(summary(publish(new CampaignSubmitted(market.campaign(), Market.START))))
                .first()
                .isEqualTo(
                        "HOME:electronics/computers CAMPAIGN_STATUS_CHANGED PENDING PENDING 1000"
                                + " LOW");
        assertThat(summary(publish(new CampaignApproved(market.campaign(), Market.START))))
                .containsExactly(
                        "HOME:electronics/computers CAMPAIGN_APPROVED ACTIVE APPROVED 1000 HIGH",
                        "CATEGORY:electronics/computers CAMPAIGN_APPROVED ACTIVE APPROVED 990"
                                + " MEDIUM");
        assertThat(summary(publish(new CampaignPaused(market.campaign(), Market.START))))
                .first()
                .isEqualTo(
                        "HOME:electronics/computers CAMPAIGN_STATUS_CHANGED PAUSED APPROVED 1000"
                                + " HIGH");
        var day = LocalDate.parse("2017-11-07");
        assertThat(
                        publish(
                                new CampaignBudgetNearlySpent(
                                        market.campaign(),
                                        day,
                                        Money.won(95),
                                        Money.won(100),
                                        95,
                                        1,
                                        Market.START)))
                .isEmpty();
        assertThat(
                        summary(
                                publish(
                                        new CampaignBudgetResumed(
                                                market.campaign(), day, Market.START))))
                .first()
                .isEqualTo(
                        "HOME:electronics/computers CAMPAIGN_STATUS_CHANGED ACTIVE APPROVED 1000"
                                + " HIGH");
        assertThat(
                        summary(
                                publish(
                                        new CampaignBudgetPaused(
                                                market.campaign(),
                                                day,
                                                Money.won(95),
                                                Money.won(100),
                                                95,
                                                1,
                                                Market.START))))
                .first()
                .isEqualTo(
                        "HOME:electronics/computers CAMPAIGN_STATUS_CHANGED PAUSED APPROVED 1000"
                                + " HIGH");
        assertThat(summary(publish(new CampaignEnded(market.campaign(), Market.START))))
                .first()
                .isEqualTo(
                        "HOME:electronics/computers CAMPAIGN_STATUS_CHANGED DELETED APPROVED 1000"
                                + " LOW");
    }

    @Test
    void deletesAMovedPairUnderItsOldKey() {
        draft();

        List<Outgoing> moved =
                publish(
                        new CampaignProductsSet(
                                market.campaign(),
                                List.of(
                                        new AdvertisedProduct(
                                                market.product(1), new Category("toys"))),
                                Market.START));

        assertThat(summary(moved))
                .containsExactly(
                        "HOME:electronics/computers CAMPAIGN_UPDATED DELETED PENDING 1000 LOW",
                        "CATEGORY:electronics/computers CAMPAIGN_UPDATED DELETED PENDING 990 LOW",
                        "HOME:toys CAMPAIGN_UPDATED PENDING PENDING 1000 LOW",
                        "CATEGORY:toys CAMPAIGN_UPDATED PENDING PENDING 990 LOW");
        assertThat(moved)
                .extracting(record -> ((CampaignRecord) record.value()).eventId())
                .doesNotHaveDuplicates();
    }

    @Test
    void tellsEveryPairOfANewQuality() {
        draft();

        List<Outgoing> told =
                publish(Market.adjusted(market.campaign(), 900_000, 1_000_000, Market.at(1)));

        assertThat(summary(told))
                .containsExactly(
                        "HOME:electronics/computers CAMPAIGN_UPDATED PENDING PENDING 1000 LOW",
                        "CATEGORY:electronics/computers CAMPAIGN_UPDATED PENDING PENDING 990 LOW");
        assertThat(told)
                .allSatisfy(
                        record ->
                                assertThat(((CampaignRecord) record.value()).quality())
                                        .isEqualTo(900_000));
    }

    @Test
    void deletesAPlacementWithoutABid() {
        draft();

        assertThat(
                        summary(
                                publish(
                                        new CampaignBidsSet(
                                                market.campaign(),
                                                Market.bids(Map.of(Placement.HOME, 1_200L)),
                                                Market.START))))
                .containsExactly(
                        "CATEGORY:electronics/computers CAMPAIGN_UPDATED DELETED PENDING 990 LOW",
                        "HOME:electronics/computers CAMPAIGN_UPDATED PENDING PENDING 1200 LOW");
    }

    @Test
    void derivesTheSameRecordsFromTheSameEvents() {
        List<Outgoing> once = draft();
        offset = 0;

        assertThat(
                        new CampaignsContent(position -> new CampaignCatalogue())
                                .recordsFor(
                                        Stored.event(
                                                1,
                                                market.drafted(
                                                        List.of(market.advertised(1)),
                                                        Map.of(
                                                                Placement.HOME,
                                                                1_000L,
                                                                Placement.CATEGORY,
                                                                990L))),
                                        numbers))
                .isEqualTo(once);
    }

    @Test
    void publishesAChargedClickUnderItsDevice() {
        ClickCharged click = market.click(7, Market.at(30));

        List<Outgoing> records = new ClicksContent().recordsFor(Stored.event(1, click), numbers);

        assertThat(records).singleElement().extracting(Outgoing::key).isEqualTo("device-1-7");
        var record = (AdEventRecord) records.getFirst().value();
        assertThat(record.eventType()).isEqualTo("CLICK");
        assertThat(record.eventId()).isEqualTo(click.ad().clickId().toString());
        assertThat(record.timestamp()).isEqualTo(Market.at(30));
        assertThat(record.publication()).isEqualTo(41);
        assertThat(record.bidPrice()).isEqualTo(300);
        assertThat(record.actualPrice()).isEqualTo(100);
        assertThat(record.placement()).isEqualTo("HOME");
        assertThat(record.category()).isEqualTo("electronics/computers");
    }

    @Test
    void addsUpTheLinesOfAProduct() {
        StoredEvent placed = Stored.event(1, market.order(1, 7, Market.at(60)));

        assertThat(conversions(placed))
                .containsExactly(
                        "41 product-1-1 30000 NEW PURCHASE", "42 product-1-2 5000 NEW PURCHASE");
    }

    @Test
    void saysWhoseProductItIsWhereALineDoes() {
        OrderPlaced order = market.order(1, 7, Market.at(60));
        Line said = order.lines().getFirst();
        List<Line> lines = new ArrayList<>(order.lines());
        lines.add(
                new Line(
                        new LineId("line-4"),
                        said.productId(),
                        1,
                        said.revenueAmount(),
                        new AdvertiserId("a-1")));
        OrderPlaced withSeller =
                new OrderPlaced(
                        order.orderId(),
                        order.eventId(),
                        order.deviceId(),
                        order.sessionId(),
                        order.conversionType(),
                        null,
                        lines,
                        order.orderedAt(),
                        order.at());

        assertThat(
                        new OrdersContent()
                                .recordsFor(Stored.event(1, withSeller), numbers).stream()
                                        .map(record -> (ConversionRecord) record.value())
                                        .map(c -> c.productId() + " " + c.advertiserId()))
                .containsExactly("product-1-1 a-1", "product-1-2 null");
    }

    @Test
    void restatesWhatIsLeftAndRetractsWhatIsNot() {
        StoredEvent cancelled = Stored.event(2, market.cancellation(1, 7, Market.at(90)));

        assertThat(conversions(cancelled))
                .containsExactly(
                        "41 product-1-1 10000 RESTATEMENT null",
                        "42 product-1-2 0 RETRACTION null");
    }

    private List<String> conversions(StoredEvent event) {
        return new OrdersContent()
                .recordsFor(event, numbers).stream()
                        .map(record -> (ConversionRecord) record.value())
                        .map(
                                c ->
                                        "%d %s %d %s %s"
                                                .formatted(
                                                        c.publication(),
                                                        c.productId(),
                                                        c.revenueAmount(),
                                                        c.change(),
                                                        c.conversionType()))
                        .toList();
    }
}
