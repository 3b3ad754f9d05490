package dev.clickledger.query.reports.advertisers;

import dev.clickledger.readmodel.tables.AdvertiserStatus;
import dev.clickledger.readmodel.tables.AdvertiserView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * @param reason of the last rejection or suspension, while it holds
 */
record AdvertiserReport(
        String advertiserId,
        String name,
        String businessRegistrationNumber,
        String contractDocumentUrl,
        AdvertiserStatus status,
        @Nullable String reason,
        Instant registeredAt,
        Instant updatedAt) {

    static AdvertiserReport of(AdvertiserView advertiser) {
        return new AdvertiserReport(
                advertiser.advertiserId(),
                advertiser.name(),
                advertiser.businessRegistrationNumber(),
                advertiser.contractDocumentUrl(),
                advertiser.status(),
                advertiser.reason(),
                advertiser.registeredAt(),
                advertiser.updatedAt());
    }
}
