package dev.clickledger.domain.advertiser;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;

/** After review. */
public record RejectAdvertiser(AdvertiserId advertiserId, String reason, Instant at)
        implements AdvertiserCommand {}
