package dev.clickledger.domain.advertiser;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;

/** After review; for a suspended advertiser, reinstatement. */
public record ApproveAdvertiser(AdvertiserId advertiserId, Instant at)
        implements AdvertiserCommand {}
