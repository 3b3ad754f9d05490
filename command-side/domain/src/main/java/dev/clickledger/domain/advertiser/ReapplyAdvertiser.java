package dev.clickledger.domain.advertiser;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;

/** A rejected seller asks for another review. */
public record ReapplyAdvertiser(AdvertiserId advertiserId, Instant at)
        implements AdvertiserCommand {}
