package dev.clickledger.projections.publishing;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import java.time.Instant;
import java.util.List;

/** {@code ad-events}, as far as they come from the event store: the charged clicks. */
final class ClicksContent implements TopicContent {

    @Override
    public void resume(Position position) {
        // Each event says all that its record needs.
    }

    @Override
    public List<Outgoing> recordsFor(StoredEvent event, PublicationNumbers numbers) {
        return event.event() instanceof ClickCharged charged
                ? List.of(
                        new Outgoing(
                                charged.deviceId().value(),
                                AdEventRecord.CLICK,
                                click(charged, numbers.next())))
                : List.of();
    }

    @Override
    public Outgoing heartbeat(Instant publishedThrough) {
        return new Outgoing(
                AdEventRecord.HEARTBEAT,
                AdEventRecord.HEARTBEAT,
                AdEventRecord.heartbeat(publishedThrough));
    }

    private static AdEventRecord click(ClickCharged charged, long publication) {
        ServedAd ad = charged.ad();
        String clickId = ad.clickId().toString();
        return new AdEventRecord(
                AdEventRecord.CLICK,
                clickId,
                charged.at(),
                publication,
                charged.deviceId().value(),
                charged.sessionId().value(),
                ad.adId().value(),
                ad.campaignId().value(),
                ad.advertiserId().value(),
                ad.productId().value(),
                ad.placement().name(),
                ad.bid().amount(),
                charged.amount().amount(),
                ad.searchTerm(),
                ad.category().value(),
                null,
                null,
                clickId,
                ad.auctionId().toString(),
                null,
                null,
                null);
    }
}
