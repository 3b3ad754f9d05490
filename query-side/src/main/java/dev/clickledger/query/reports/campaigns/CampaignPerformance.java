package dev.clickledger.query.reports.campaigns;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign did. Clicks and charges count by the time of the click, refunds by the time of the
 * refund, conversions by the time of the click they are owed to. Amounts are whole won. Impressions
 * are traffic: counted by the business day of the lookup, some seconds after they were reported,
 * and not covered by the audit.
 *
 * @param from where the span begins; absent when it has no beginning
 * @param clicksCharged also those that were refunded later
 * @param spend charged − refunded
 * @param attributedRevenue of conversions, after cancellations
 * @param cpc spend per click that stayed charged; absent without one
 * @param cvr conversions per click that stayed charged; absent without one
 * @param roas attributed revenue per won spent; absent when nothing was
 * @param impressions ads that were shown; absent when the span cuts a business day in two
 * @param viewableImpressions those of them that could be seen
 * @param ctr charged clicks per impression; absent without one
 * @param experiments clicks by the price experiment of their device; absent without any experiment
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
        @Nullable BigDecimal roas,
        @Nullable Long impressions,
        @Nullable Long viewableImpressions,
        @Nullable BigDecimal ctr,
        @Nullable List<OfExperiment> experiments) {

    private static final int DECIMALS = 4;

    static CampaignPerformance of(
            String campaignId,
            @Nullable Instant from,
            @Nullable Instant to,
            Sums sums,
            @Nullable Shown shown,
            @Nullable List<OfExperiment> experiments) {
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
                ratio(sums.attributedRevenue(), spend),
                shown == null ? null : shown.impressions(),
                shown == null ? null : shown.viewable(),
                shown == null ? null : ratio(sums.clicksCharged(), shown.impressions()),
                experiments);
    }

    private static @Nullable BigDecimal ratio(long numerator, long denominator) {
        return denominator <= 0
                ? null
                : BigDecimal.valueOf(numerator)
                        .divide(BigDecimal.valueOf(denominator), DECIMALS, RoundingMode.HALF_EVEN);
    }

    /** Of whole business days. */
    record Shown(long impressions, long viewable) {}

    /**
     * Before refunds.
     *
     * @param experiment absent for devices that took part in none
     * @param charge per charged click; absent without one
     */
    record OfExperiment(
            @Nullable String experiment,
            long clicksCharged,
            long clicksDeclined,
            long charged,
            @Nullable BigDecimal charge) {

        static OfExperiment of(
                @Nullable String experiment,
                long clicksCharged,
                long clicksDeclined,
                long charged) {
            return new OfExperiment(
                    experiment,
                    clicksCharged,
                    clicksDeclined,
                    charged,
                    ratio(charged, clicksCharged));
        }
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
