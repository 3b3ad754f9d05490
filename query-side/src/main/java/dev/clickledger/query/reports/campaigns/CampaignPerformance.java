package dev.clickledger.query.reports.campaigns;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign did. Clicks and charges count by the time of the click, refunds by the time of the
 * refund, conversions by the time of the click they are owed to. Amounts are whole won.
 *
 * @param from where the span begins; absent when it has no beginning
 * @param clicksCharged also those that were refunded later
 * @param spend charged − refunded
 * @param attributedRevenue of conversions, after cancellations
 * @param cpc spend per click that stayed charged; absent without one
 * @param cvr conversions per click that stayed charged; absent without one
 * @param roas attributed revenue per won spent; absent when nothing was
 */
record CampaignPerformance(
        String campaignId,
        @Nullable Instant from,
        @Nullable Instant to,
        long clicksCharged,
        long clicksDeclined,
        long refunds,
        long charged,
        long refunded,
        long spend,
        long conversions,
        long attributedRevenue,
        @Nullable BigDecimal cpc,
        @Nullable BigDecimal cvr,
        @Nullable BigDecimal roas) {

    private static final int DECIMALS = 4;

    static CampaignPerformance of(
            String campaignId, @Nullable Instant from, @Nullable Instant to, Sums sums) {
        long spend = Math.subtractExact(sums.charged(), sums.refunded());
        long paidClicks = Math.subtractExact(sums.clicksCharged(), sums.refunds());
        return new CampaignPerformance(
                campaignId,
                from,
                to,
                sums.clicksCharged(),
                sums.clicksDeclined(),
                sums.refunds(),
                sums.charged(),
                sums.refunded(),
                spend,
                sums.conversions(),
                sums.attributedRevenue(),
                ratio(spend, paidClicks),
                ratio(sums.conversions(), paidClicks),
                ratio(sums.attributedRevenue(), spend));
    }

    private static @Nullable BigDecimal ratio(long numerator, long denominator) {
        return denominator <= 0
                ? null
                : BigDecimal.valueOf(numerator)
                        .divide(BigDecimal.valueOf(denominator), DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** What the read tables add up to. */
    record Sums(
            long clicksCharged,
            long charged,
            long clicksDeclined,
            long refunds,
            long refunded,
            long conversions,
            long attributedRevenue) {}
}
