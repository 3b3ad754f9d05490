package dev.clickledger.stream.metrics;

import static dev.clickledger.contracts.topics.MetricEntity.AD;
import static dev.clickledger.contracts.topics.MetricEntity.ADVERTISER;
import static dev.clickledger.contracts.topics.MetricEntity.CAMPAIGN;
import static dev.clickledger.contracts.topics.MetricEntity.PLACEMENT;
import static dev.clickledger.contracts.topics.MetricEntity.PRODUCT;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** A minute of an ad is one of its campaign, product, placement and advertiser, too. */
public final class ConcernedEntities implements FlatMapFunction<AdMinute, MinuteChange> {

    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(AdMinute ad, Collector<MinuteChange> out) {
        String campaign = ad.campaignId();
        String advertiser = ad.advertiserId();
        out.collect(change(ad, MetricKey.of(AD, ad.adId(), campaign, advertiser)));
        out.collect(change(ad, MetricKey.of(CAMPAIGN, campaign, campaign, advertiser)));
        out.collect(change(ad, MetricKey.of(PRODUCT, ad.productId(), null, null)));
        if (ad.placement() != null) {
            out.collect(change(ad, MetricKey.of(PLACEMENT, ad.placement(), null, null)));
        }
        out.collect(change(ad, MetricKey.of(ADVERTISER, advertiser, null, advertiser)));
    }

    private static MinuteChange change(AdMinute ad, MetricKey key) {
        return new MinuteChange(key, ad.minuteMillis(), ad.change());
    }
}
