package dev.clickledger.command.impressions;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.EventId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ImpressionIds;
import java.time.Instant;

/** A client's word that an ad of ours was shown, and perhaps that it could be seen. */
record Sighting(
        EventId eventId,
        ServedAd ad,
        DeviceId deviceId,
        SessionId sessionId,
        Instant at,
        boolean viewable) {

    ClickId clickId() {
        return ad.clickId();
    }

    AdEventRecord servedRecord() {
        return record(ImpressionIds.served(clickId()), false);
    }

    AdEventRecord viewableRecord() {
        return record(ImpressionIds.viewable(clickId()), true);
    }

    private AdEventRecord record(String id, boolean ofViewable) {
        return new AdEventRecord(
                AdEventRecord.IMPRESSION,
                id,
                at,
                null,
                deviceId.value(),
                sessionId.value(),
                ad.adId().value(),
                ad.campaignId().value(),
                ad.advertiserId().value(),
                ad.productId().value(),
                ad.placement().name(),
                ad.bid().amount(),
                ad.price().amount(),
                ad.searchTerm(),
                ad.category().value(),
                null,
                null,
                clickId().toString(),
                ad.auctionId().toString(),
                ofViewable,
                null,
                null);
    }
}
