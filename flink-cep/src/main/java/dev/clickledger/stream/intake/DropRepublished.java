package dev.clickledger.stream.intake;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each record of a publisher through once. After a crash a publisher starts again from its
 * last saved position and writes some records a second time, with the numbers they had; within a
 * key (a device) these numbers only rise, so what is not above the last one is a repeat.
 *
 * <p>What makes it idempotent: the last number of every device. State: two numbers a device,
 * forgotten when nothing came for {@link #KEPT} of event time. That is far more than a publisher
 * can repeat, which is what it wrote since it last saved its position.
 */
public final class DropRepublished<T extends Published> extends KeyedProcessFunction<String, T, T> {

    public static final Duration KEPT = Duration.ofHours(48);

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> lastPublication;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> lastMillis;

    @SuppressWarnings("NullAway.Init")
    private transient Counter dropped;

    @Override
    public void open(OpenContext context) {
        lastPublication =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("last-publication", Types.LONG));
        lastMillis =
                getRuntimeContext().getState(new ValueStateDescriptor<>("last-millis", Types.LONG));
        dropped = getRuntimeContext().getMetricGroup().counter("republishedRecordsDropped");
    }

    @Override
    public void processElement(T record, Context context, Collector<T> out) throws Exception {
        Long publication = record.publication();
        if (publication == null) {
            out.collect(record);
            return;
        }
        Long last = lastPublication.value();
        if (last != null && publication <= last) {
            dropped.inc();
            return;
        }
        lastPublication.update(publication);
        remember(record.timeMillis(), context);
        out.collect(record);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<T> out) throws Exception {
        Long last = lastMillis.value();
        if (last == null) {
            return;
        }
        if (last + KEPT.toMillis() > timestamp) {
            context.timerService().registerEventTimeTimer(last + KEPT.toMillis());
        } else {
            lastPublication.clear();
            lastMillis.clear();
        }
    }

    /** One timer a device, moved on when it fires: not one a record. */
    private void remember(long timeMillis, Context context) throws Exception {
        Long last = lastMillis.value();
        if (last == null) {
            context.timerService().registerEventTimeTimer(timeMillis + KEPT.toMillis());
        }
        lastMillis.update(last == null ? timeMillis : Math.max(last, timeMillis));
    }
}
