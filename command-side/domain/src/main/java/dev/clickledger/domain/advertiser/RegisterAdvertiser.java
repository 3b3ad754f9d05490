package dev.clickledger.domain.advertiser;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;

/** A seller signs up; an admin reviews it. */
public record RegisterAdvertiser(
        AdvertiserId advertiserId,
        String name,
        String businessRegistrationNumber,
        String contractDocumentUrl,
        Instant at)
        implements AdvertiserCommand {}
