package dev.clickledger.query.reports.campaigns;

import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRatios;
import dev.clickledger.readmodel.tables.PerformanceWindow;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign did in a window, computed by the stream job. Clicks and what was refunded of them
 * count when they were charged, conversions when they happened, impressions when their ad was
 * looked up; whatever comes late corrects its window. Amounts are whole won.
 *
 * @param revision one more each time the window was told
 * @param complete false while the window was still open
 * @param clicks charged ones, also those found to be invalid
 * @param invalidClicks those of them that are owed back
 * @param revenue attributed to the conversions, after cancellations
 * @param charged for the clicks
 * @param refunded of that
 * @param spend charged − refunded
 * @param ctr valid clicks per impression; absent without one
 * @param cvr conversions per valid click; absent without one
 * @param cpc spend per valid click; absent without one
 * @param cpm spend per thousand impressions; absent without one
 * @param roas revenue per won spent; absent when nothing was
 */
record MetricItem(
        MetricWindow window,
        Instant start,
        Instant end,
        long revision,
        boolean complete,
        long impressions,
        long viewableImpressions,
        long clicks,
        long invalidClicks,
        long validClicks,
        long conversions,
        long revenue,
        long charged,
        long refunded,
        long spend,
        @Nullable BigDecimal ctr,
        @Nullable BigDecimal cvr,
        @Nullable BigDecimal cpc,
        @Nullable BigDecimal cpm,
        @Nullable BigDecimal roas) {

    static MetricItem of(PerformanceWindow of) {
        long valid = Math.subtractExact(of.clicks(), of.invalidClicks());
        long spend = Math.subtractExact(of.charged(), of.refunded());
        return new MetricItem(
                of.key().window(),
                of.key().start(),
                of.end(),
                of.revision(),
                of.isComplete(),
                of.impressions(),
                of.viewableImpressions(),
                of.clicks(),
                of.invalidClicks(),
                valid,
                of.conversions(),
                of.revenue(),
                of.charged(),
                of.refunded(),
                spend,
                PerformanceRatios.ctr(valid, of.impressions()),
                PerformanceRatios.cvr(of.conversions(), valid),
                PerformanceRatios.cpc(spend, valid),
                PerformanceRatios.cpm(spend, of.impressions()),
                PerformanceRatios.roas(of.revenue(), spend));
    }
}
