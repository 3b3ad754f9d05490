package dev.clickledger.query.reports.campaigns;

import dev.clickledger.readmodel.tables.ImpressionTotal;
import java.time.LocalDate;

/**
 * An ad's impressions on a business day.
 *
 * @param businessDay on which the ad was served, Asia/Seoul
 */
record ImpressionItem(
        LocalDate businessDay, String adId, long impressions, long viewableImpressions) {

    static ImpressionItem of(ImpressionTotal total) {
        return new ImpressionItem(
                total.key().businessDay(),
                total.key().adId(),
                total.impressions(),
                total.viewableImpressions());
    }
}
