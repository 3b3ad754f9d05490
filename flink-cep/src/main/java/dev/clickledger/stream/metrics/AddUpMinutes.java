package dev.clickledger.stream.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds up what happens to an ad on a placement, and tells it once a minute: when the watermark
 * passes the minute, and what comes later together with all else that came late, every few seconds
 * of event time. So the rate of events ends here; behind it, only the number of ads matters.
 *
 * <p>State: minutes that have not been told, which are those since the watermark and the late ones
 * of some seconds. Nothing is kept of a minute that has been told.
 */
public final class AddUpMinutes extends KeyedProcessFunction<AdPlacement, AdMinute, AdMinute> {

    private static final long serialVersionUID = 1L;

    private final Duration correctionsEvery;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<Long, AdMinute> untold;

    AddUpMinutes(Duration correctionsEvery) {
        this.correctionsEvery = correctionsEvery;
    }

    @Override
    public void open(OpenContext context) {
        untold =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "untold", Types.LONG, TypeInformation.of(AdMinute.class)));
    }

    @Override
    public void processElement(AdMinute more, Context context, Collector<AdMinute> out)
            throws Exception {
        AdMinute sum = untold.get(more.minuteMillis());
        if (sum == null) {
            tellLater(more, context);
        }
        untold.put(more.minuteMillis(), sum == null ? more : sum.plus(more));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdMinute> out)
            throws Exception {
        List<AdMinute> over = new ArrayList<>();
        for (AdMinute minute : untold.values()) {
            if (minute.lastMilli() <= timestamp) {
                over.add(minute);
            }
        }
        over.sort(Comparator.comparingLong(AdMinute::minuteMillis));
        for (AdMinute minute : over) {
            untold.remove(minute.minuteMillis());
            if (!minute.change().changesNothing()) {
                out.collect(minute);
            }
        }
    }

    private void tellLater(AdMinute minute, Context context) {
        long watermark = context.timerService().currentWatermark();
        long every = correctionsEvery.toMillis();
        context.timerService()
                .registerEventTimeTimer(
                        minute.lastMilli() > watermark
                                ? minute.lastMilli()
                                : watermark - Math.floorMod(watermark, every) + every);
    }
}
