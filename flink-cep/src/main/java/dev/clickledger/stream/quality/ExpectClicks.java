package dev.clickledger.stream.quality;

import dev.clickledger.contracts.ads.QualityScore;
import dev.clickledger.stream.metrics.AdMinute;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * How often ads are clicked in a placement and category, whosever they are. When an interval is
 * over, each campaign that was seen there hears what it did and what was to be expected.
 *
 * <p>What comes late counts in its own interval and is told with the present one. Nothing depends
 * on the order within an interval, or on how far the watermark moves at once.
 *
 * <p>State: sums of {@link Decay#ERAS} half-lives, and what came since the last interval.
 */
public final class ExpectClicks extends KeyedProcessFunction<Place, AdMinute, Evidence> {

    private static final long serialVersionUID = 1L;

    private static final Comparator<WaitingKey> IN_ORDER =
            Comparator.comparing(WaitingKey::campaignId).thenComparingLong(WaitingKey::interval);

    private final QualityPolicy policy;

    @SuppressWarnings("NullAway.Init")
    private transient Decay decay;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<WaitingKey, Counts> waiting;

    /** Weighed, by era. */
    @SuppressWarnings("NullAway.Init")
    private transient MapState<Long, Counts> sums;

    ExpectClicks(QualityPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        decay = new Decay(policy);
        TypeInformation<Counts> counts = TypeInformation.of(Counts.class);
        waiting =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "waiting", TypeInformation.of(WaitingKey.class), counts));
        sums = runtime.getMapState(new MapStateDescriptor<>("sums", Types.LONG, counts));
    }

    @Override
    public void processElement(AdMinute minute, Context context, Collector<Evidence> out)
            throws Exception {
        Counts more = Counts.of(minute);
        long interval = decay.intervalOf(minute.minuteMillis());
        long now =
                Math.max(interval, decay.intervalOf(context.timerService().currentWatermark() + 1));
        if (more.equals(Counts.NONE) || !decay.counts(interval, now)) {
            return;
        }
        var key = new WaitingKey(now, minute.campaignId(), interval);
        Counts before = waiting.get(key);
        waiting.put(key, before == null ? more : before.plus(more));
        context.timerService().registerEventTimeTimer(decay.lastMilliOf(now));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Evidence> out)
            throws Exception {
        long now = decay.intervalOf(timestamp);
        List<WaitingKey> over = new ArrayList<>();
        for (WaitingKey key : waiting.keys()) {
            if (key.now() == now) {
                over.add(key);
            }
        }
        over.sort(IN_ORDER);
        for (WaitingKey key : over) {
            add(key.interval(), waiting.get(key), context);
        }
        long expectedCtr = over.isEmpty() ? 0 : expectedCtr(now);
        for (WaitingKey key : over) {
            out.collect(
                    new Evidence(
                            key.campaignId(),
                            context.getCurrentKey(),
                            key.interval(),
                            now,
                            waiting.get(key),
                            expectedCtr));
            waiting.remove(key);
        }
        if (decay.endsAnEra(now)) {
            sums.remove(decay.oldestAt(now));
        }
    }

    private void add(long interval, Counts counts, OnTimerContext context) throws Exception {
        long era = decay.eraOf(interval);
        Counts before = sums.get(era);
        long lastUse = decay.lastMilliOfUseOf(era);
        if (before == null && lastUse > context.timestamp()) {
            context.timerService().registerEventTimeTimer(lastUse);
        }
        Counts more = counts.times(decay.weightOf(interval));
        sums.put(era, before == null ? more : before.plus(more));
    }

    /** (clicks + usual ones) / (impressions + usual ones), in millionths. */
    private long expectedCtr(long now) throws Exception {
        var all = new WeighedCounts(decay, now);
        for (Map.Entry<Long, Counts> era : sums.entries()) {
            all.add(era.getKey(), era.getValue());
        }
        BigInteger usual =
                decay.one(now).multiply(BigInteger.valueOf(policy.usualCtrImpressions()));
        BigInteger clicks =
                all.clicks()
                        .multiply(BigInteger.valueOf(QualityScore.ONE))
                        .add(usual.multiply(BigInteger.valueOf(policy.usualCtrMillionths())));
        return Math.max(1, clicks.divide(all.impressions().add(usual)).longValueExact());
    }
}
