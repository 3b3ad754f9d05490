package dev.clickledger.stream.metrics;

import static dev.clickledger.contracts.topics.MetricEntity.AD;
import static dev.clickledger.contracts.topics.MetricEntity.ADVERTISER;
import static dev.clickledger.contracts.topics.MetricEntity.CAMPAIGN;
import static dev.clickledger.contracts.topics.MetricEntity.PLACEMENT;
import static dev.clickledger.contracts.topics.MetricEntity.PRODUCT;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * A minute of an ad is one of its campaign, product, placement and advertiser, too. What one
 * watermark brings of them goes on as one change of each: a placement has thousands of ads, whose
 * minutes end together.
 *
 * <p>Holds no state: everything goes on before a watermark, a checkpoint and the end, and whenever
 * there is a lot of it.
 */
final class ConcernedEntities extends AbstractStreamOperator<MinuteChange>
        implements OneInputStreamOperator<AdMinute, MinuteChange> {

    static final int MOST_CHANGES = 20_000;

    private static final long serialVersionUID = 1L;

    private record Concerned(MetricKey key, long minuteMillis) {}

    @SuppressWarnings("NullAway.Init")
    private transient Map<Concerned, Measures> changes;

    @Override
    public void open() throws Exception {
        super.open();
        changes = new LinkedHashMap<>();
    }

    @Override
    public void processElement(StreamRecord<AdMinute> element) {
        AdMinute ad = element.getValue();
        String campaign = ad.campaignId();
        String advertiser = ad.advertiserId();
        add(ad, MetricKey.of(AD, ad.adId(), campaign, advertiser));
        add(ad, MetricKey.of(CAMPAIGN, campaign, campaign, advertiser));
        add(ad, MetricKey.of(PRODUCT, ad.productId(), null, null));
        if (ad.placement() != null) {
            add(ad, MetricKey.of(PLACEMENT, ad.placement(), null, null));
        }
        add(ad, MetricKey.of(ADVERTISER, advertiser, null, advertiser));
        if (changes.size() >= MOST_CHANGES) {
            passOn();
        }
    }

    private void add(AdMinute ad, MetricKey key) {
        changes.merge(new Concerned(key, ad.minuteMillis()), ad.change(), Measures::plus);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        passOn();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        passOn();
    }

    @Override
    public void finish() throws Exception {
        passOn();
        super.finish();
    }

    private void passOn() {
        changes.forEach(
                (concerned, change) ->
                        output.collect(
                                new StreamRecord<>(
                                        new MinuteChange(
                                                concerned.key(),
                                                concerned.minuteMillis(),
                                                change))));
        changes.clear();
    }
}
