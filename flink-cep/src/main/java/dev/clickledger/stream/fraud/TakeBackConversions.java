package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ConversionIds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Nobody owes a purchase to a click that was paid back. Keyed by click: a conversion that is
 * decided at or after the click was found invalid does not leave; one that has left before is
 * retracted, once. It does not move to another click.
 *
 * <p>Conversions wait here until the watermark is past them, so that it is event time and not the
 * race of two streams that says which came first. Only of a cancellation that was made before the
 * click was found invalid and recorded after it either may be told; the conversion is over in both.
 *
 * <p>What makes it idempotent: state, and ids derived from the conversion. State per click: when it
 * was found invalid, its conversions, and what waits for the watermark. Of clicks that stay valid
 * conversions are forgotten when no pattern can name the click any more ({@code span} after it);
 * that a click is invalid is remembered for {@link #KEPT}, longer than any purchase can follow it.
 */
final class TakeBackConversions
        extends KeyedCoProcessFunction<String, AdEventRecord, InvalidClick, AdEventRecord> {

    static final Duration KEPT = Duration.ofDays(35);

    private static final long serialVersionUID = 1L;

    private final long spanMillis;

    @SuppressWarnings("NullAway.Init")
    private transient EventTimeBuffer<AdEventRecord> waiting;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, TrackedConversion> conversions;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> invalidSince;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> forgetAt;

    /**
     * @param span how long after a click it may be found invalid
     */
    TakeBackConversions(Duration span) {
        this.spanMillis = span.toMillis();
    }

    /** Conversions go with the click that they are owed to. */
    static String click(AdEventRecord conversion) {
        return Objects.requireNonNullElse(conversion.clickId(), conversion.eventId());
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        waiting =
                new EventTimeBuffer<>(runtime, "waiting", TypeInformation.of(AdEventRecord.class));
        conversions =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "conversions",
                                Types.STRING,
                                TypeInformation.of(TrackedConversion.class)));
        invalidSince = runtime.getState(new ValueStateDescriptor<>("invalid-since", Types.LONG));
        forgetAt = runtime.getState(new ValueStateDescriptor<>("forget-at", Types.LONG));
    }

    @Override
    public void processElement1(
            AdEventRecord conversion, Context context, Collector<AdEventRecord> out)
            throws Exception {
        if (conversion.clickId() == null) {
            out.collect(conversion);
            return;
        }
        var timers = context.timerService();
        String id = conversionId(conversion);
        TrackedConversion known = conversions.get(id);
        // A change that waited for its order's decision has the decision's time, not its own.
        long release =
                Math.max(
                        Math.max(
                                Objects.requireNonNull(context.timestamp()),
                                conversion.timestamp().toEpochMilli()),
                        timers.currentWatermark() + 1);
        if (known != null) {
            release = Math.max(release, known.releaseMillis());
        }
        conversions.put(id, new TrackedConversion(release, known == null ? null : known.live()));
        if (waiting.add(conversion, release, timers)) {
            for (long time : waiting.times()) {
                releaseAt(time, out);
            }
        }
        Instant clicked = conversion.clickTimestamp();
        keepUntil(
                Math.max(release, clicked == null ? 0 : clicked.toEpochMilli() + spanMillis),
                context);
    }

    @Override
    public void processElement2(InvalidClick invalid, Context context, Collector<AdEventRecord> out)
            throws Exception {
        if (invalidSince.value() == null) {
            var timers = context.timerService();
            invalidSince.update(invalid.foundMillis());
            timers.registerEventTimeTimer(
                    Math.max(invalid.foundMillis(), timers.currentWatermark() + 1));
            keepUntil(invalid.click().timeMillis() + KEPT.toMillis(), context);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdEventRecord> out)
            throws Exception {
        Long since = invalidSince.value();
        if (since != null && since <= timestamp) {
            takeBack(since, out);
        }
        releaseAt(timestamp, out);
        Long until = forgetAt.value();
        if (until != null && until <= timestamp) {
            conversions.clear();
            invalidSince.clear();
            forgetAt.clear();
        }
    }

    private void takeBack(long sinceMillis, Collector<AdEventRecord> out) throws Exception {
        List<AdEventRecord> live = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (var known : conversions.entries()) {
            AdEventRecord last = known.getValue().live();
            if (last != null) {
                live.add(last);
                ids.add(known.getKey());
            }
        }
        live.sort(Comparator.comparing(AdEventRecord::eventId));
        for (AdEventRecord one : live) {
            out.collect(retraction(one, sinceMillis));
        }
        for (String id : ids) {
            conversions.remove(id);
        }
    }

    private void releaseAt(long timeMillis, Collector<AdEventRecord> out) throws Exception {
        Long since = invalidSince.value();
        for (AdEventRecord conversion : waiting.takeAt(timeMillis)) {
            if (since != null && since <= timeMillis) {
                conversions.remove(conversionId(conversion));
                continue;
            }
            boolean over = ConversionChange.RETRACTION.name().equals(conversion.change());
            conversions.put(
                    conversionId(conversion),
                    new TrackedConversion(timeMillis, over ? null : conversion));
            out.collect(conversion);
        }
    }

    private void keepUntil(long millis, Context context) throws Exception {
        long after = Math.max(millis, context.timerService().currentWatermark()) + 1;
        Long known = forgetAt.value();
        if (known == null || known < after) {
            forgetAt.update(after);
            context.timerService().registerEventTimeTimer(after);
        }
    }

    private static AdEventRecord retraction(AdEventRecord live, long atMillis) {
        return new AdEventRecord(
                live.eventType(),
                ConversionIds.retracted(conversionId(live)),
                Instant.ofEpochMilli(atMillis),
                null,
                live.deviceId(),
                live.sessionId(),
                live.adId(),
                live.campaignId(),
                live.advertiserId(),
                live.productId(),
                live.placement(),
                live.bidPrice(),
                live.actualPrice(),
                live.searchTerm(),
                live.category(),
                live.revenueAmount(),
                live.orderId(),
                live.clickId(),
                live.auctionId(),
                null,
                ConversionChange.RETRACTION.name(),
                live.clickTimestamp(),
                live.conversionType(),
                live.attribution(),
                live.clickedProductId(),
                live.attributionPolicy(),
                null);
    }

    private static String conversionId(AdEventRecord conversion) {
        return ConversionIds.conversion(
                String.valueOf(conversion.orderId()), String.valueOf(conversion.productId()));
    }
}
