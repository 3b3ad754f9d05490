package dev.clickledger.local.demo.replay;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import java.time.Instant;
import java.util.Comparator;

/** A click that was charged, as its answer said. */
public record ChargedClick(
        Instant at,
        ClickId id,
        DeviceId device,
        AdId ad,
        CampaignId campaign,
        AdvertiserId advertiser,
        ProductId product,
        long won) {

    /** Ties by id. */
    public static final Comparator<ChargedClick> BY_TIME =
            Comparator.comparing(ChargedClick::at).thenComparing(ChargedClick::id);
}
