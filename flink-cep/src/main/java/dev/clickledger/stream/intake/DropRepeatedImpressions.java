package dev.clickledger.stream.intake;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets each impression through once: an ad is served once and viewable once, however often intake
 * wrote it.
 *
 * <p>What makes it idempotent: the event ids of every ad that was served in the last {@link #KEPT}
 * of event time. A token lives for an hour, so nobody can report later; what comes even later was
 * held up on its way. Nobody could tell any more whether it has been counted, so it is left out,
 * counted ({@code impressionsTooLate}) and logged, as the projections' count does.
 */
public final class DropRepeatedImpressions
        extends KeyedProcessFunction<ImpressionSlot, Impression, Impression> {

    static final Duration KEPT = Duration.ofHours(3);

    private static final Logger LOG = LoggerFactory.getLogger(DropRepeatedImpressions.class);

    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, Boolean> seen;

    @SuppressWarnings("NullAway.Init")
    private transient Counter dropped;

    @SuppressWarnings("NullAway.Init")
    private transient CountedWarning tooLate;

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        seen = runtime.getMapState(new MapStateDescriptor<>("seen", Types.STRING, Types.BOOLEAN));
        dropped = runtime.getMetricGroup().counter("repeatedImpressionsDropped");
        tooLate = new CountedWarning(LOG, runtime.getMetricGroup(), "impressionsTooLate");
    }

    @Override
    public void processElement(Impression impression, Context context, Collector<Impression> out)
            throws Exception {
        long forgetAt =
                context.getCurrentKey().secondMillis()
                        + ImpressionSlot.LENGTH_MILLIS
                        + KEPT.toMillis();
        if (forgetAt <= context.timerService().currentWatermark()) {
            tooLate.about("Impression " + impression.eventId() + " came too late to be counted");
        } else if (seen.contains(impression.eventId())) {
            dropped.inc();
        } else {
            seen.put(impression.eventId(), true);
            context.timerService().registerEventTimeTimer(forgetAt);
            out.collect(impression);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Impression> out) {
        seen.clear();
    }
}
