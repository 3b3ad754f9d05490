package dev.clickledger.domain.advertiser;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;

/** From the next click on nothing is charged; approval lifts it. */
public record SuspendAdvertiser(AdvertiserId advertiserId, String reason, Instant at)
        implements AdvertiserCommand {}
