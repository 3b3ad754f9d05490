package dev.clickledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.query.auction.AuctionResult;
import dev.clickledger.query.auction.Pricing;
import dev.clickledger.query.lookup.PastAuction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two campaigns, 300 against 280; later the second one's bids count for a tenth more. */
class PastRanksTest {

    private static final Instant START = Instant.parse("2017-11-07T00:00:00Z");
    private static final Category LAMPS = new Category("home/lamps");

    private final List<StoredEvent> events = new ArrayList<>();

    @Test
    void holdsAnAuctionAgainWithTheQualityOfItsTime() {
        open("a", 300);
        open("b", 280);
        long before = events.size();
        append("campaign/b", adjusted("b", 1_100_000, 1_000_000, START.plusSeconds(3_600)));
        long after = events.size();
        append("campaign/a", adjusted("a", 1_100_000, 1_000_000, START.plusSeconds(7_200)));

        AuctionRecord dearerFirst = logged(before, winner("a", 300, 290), winner("b", 280, 70));
        // 300 / 1.1 is 272.73: the next price above it is 280.
        AuctionRecord betterFirst = logged(after, winner("b", 280, 280), winner("a", 300, 70));

        assertThat(agrees(dearerFirst, before)).isTrue();
        assertThat(agrees(betterFirst, after)).isTrue();
        assertThat(agrees(dearerFirst, after)).isFalse();
        assertThat(agrees(betterFirst, before)).isFalse();
        assertThat(agrees(betterFirst, events.size())).as("both are as good again").isFalse();
    }

    private boolean agrees(AuctionRecord logged, long upTo) {
        var ranks = new PastRanks();
        events.stream()
                .filter(event -> event.position().offset() <= upTo)
                .filter(event -> PastRanks.decisive().contains(event.event().getClass()))
                .forEach(ranks::take);
        var past = new PastAuction(logged);
        AuctionResult again = past.holdAgain(ranks.lists(past.rankKeys()));
        return past.agrees(again);
    }

    private void open(String name, long bid) {
        var campaign = new CampaignId(name);
        var advertiser = new AdvertiserId("seller-" + name);
        append(
                "balance/seller-" + name,
                new AdvertiserSpendingSet(advertiser, AdvertiserSpending.ALLOWED, START));
        append(
                "campaign/" + name,
                new CampaignDrafted(
                        campaign,
                        advertiser,
                        "Lamps",
                        new Period(START, null),
                        List.of(new AdvertisedProduct(new ProductId("lamp-" + name), LAMPS)),
                        List.of(new PlacementBid(Placement.HOME, Money.won(bid))),
                        List.of(),
                        List.of(),
                        Budget.strict(Money.won(10_000), null),
                        Targeting.EVERYBODY,
                        START));
        append("campaign/" + name, new CampaignSubmitted(campaign, START));
        append("campaign/" + name, new CampaignApproved(campaign, START));
    }

    private void append(String aggregate, DomainEvent event) {
        long offset = events.size() + 1L;
        events.add(
                new StoredEvent(
                        new Position(offset, offset),
                        aggregate,
                        offset,
                        new UUID(0x7000L, 0x8000_0000_0000_0000L | offset),
                        event));
    }

    private static CampaignQualityAdjusted adjusted(
            String campaign, long quality, long previous, Instant at) {
        return new CampaignQualityAdjusted(
                new CampaignId(campaign),
                quality,
                previous,
                1_384_615,
                12_000,
                310,
                19_166,
                "quality-1",
                at);
    }

    private static AuctionRecord.Winner winner(String campaign, long bid, long price) {
        AdId ad = AdId.of(new CampaignId(campaign), new ProductId("lamp-" + campaign));
        return new AuctionRecord.Winner(
                "click-" + campaign,
                ad.value(),
                campaign,
                "seller-" + campaign,
                "lamp-" + campaign,
                bid,
                1_000_000,
                price,
                null);
    }

    private static AuctionRecord logged(long rankVersion, AuctionRecord.Winner... winners) {
        return new AuctionRecord(
                "auction",
                START.plusSeconds(10_000),
                Placement.HOME.name(),
                null,
                null,
                List.of(),
                2,
                null,
                null,
                null,
                rankVersion,
                7,
                null,
                70,
                10,
                Pricing.SECOND_PRICE.name(),
                1,
                1,
                2,
                2,
                Map.of(),
                List.of(),
                List.of(),
                true,
                List.of(winners),
                null);
    }
}
