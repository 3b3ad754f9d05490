package dev.clickledger.stream.matching;

import static java.util.Objects.requireNonNull;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.UnmatchedReason;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.CountedWarning;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.matching.Finding.Owed;
import dev.clickledger.stream.matching.Finding.OwedToNone;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides, for one device, each (order, product): the click that {@link LastValidClick} finds gets
 * the conversion, without one the order is written down as unmatched, with the reason; later
 * messages about the order restate or retract a conversion.
 *
 * <p>It decides when the watermark passes the order: then every click before it is there. Only the
 * first message (by time, then id) places an order; others change nothing. Cancellations are taken
 * in the order in which they were published, which is the order in which the Order decided them,
 * and never before their order. One without an order is ignored; one of an unmatched order waits
 * with it and is forgotten with it.
 *
 * <p>Late (after the watermark; publishers promise that there is none, so each is counted and
 * logged): an order is decided with the next watermark; a click matches the orders after it that
 * are unmatched. What is attributed stays: another conversion of the same (order, product) would
 * not be taken.
 *
 * <p>What makes it idempotent: it remembers every order, and its records' ids are derived from what
 * they say. It may write a record twice (its sink is at-least-once), always with the same id.
 *
 * <p>State per device: {@link DeviceClicks}, forgotten when no order can be owed to them; one entry
 * an order, forgotten in event time: after {@link TrackedOrders#UNMATCHED_KEPT} when no click led
 * to it (intake refuses orders that old), after {@link TrackedOrders#MATCHED_KEPT} otherwise; a
 * cancellation after that is ignored. Timers of a device fire in the order of their times: an order
 * is decided before a later sweep forgets its clicks.
 */
public final class AttributeOrders
        extends KeyedCoProcessFunction<String, JudgedClick, OrderedProduct, AdEventRecord> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(AttributeOrders.class);

    private final AttributionPolicy policy;

    @SuppressWarnings("NullAway.Init")
    private transient LastValidClick rule;

    @SuppressWarnings("NullAway.Init")
    private transient TrackedOrders orders;

    @SuppressWarnings("NullAway.Init")
    private transient CountedWarning late;

    @SuppressWarnings("NullAway.Init")
    private transient Map<UnmatchedReason, Counter> unmatched;

    public AttributeOrders(AttributionPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        rule = new LastValidClick(policy, runtime);
        orders = new TrackedOrders(runtime);
        late = new CountedWarning(LOG, runtime.getMetricGroup(), "lateSteps");
        unmatched = new EnumMap<>(UnmatchedReason.class);
        for (UnmatchedReason reason : UnmatchedReason.values()) {
            unmatched.put(
                    reason,
                    runtime.getMetricGroup()
                            .addGroup("reason", reason.name())
                            .counter("unmatchedOrders"));
        }
    }

    @Override
    public void processElement1(JudgedClick judged, Context context, Collector<AdEventRecord> out)
            throws Exception {
        long now = context.timerService().currentWatermark();
        sweepAt(rule.add(judged, now), context);
        ChargedClick click = judged.click();
        if (click.timeMillis() <= now) {
            late.about("Click " + click.clickId() + " came after its heartbeat");
            matchWhatWasDecided(context, out);
        }
    }

    @Override
    public void processElement2(OrderedProduct order, Context context, Collector<AdEventRecord> out)
            throws Exception {
        String id = TrackedOrders.id(order);
        long now = context.timerService().currentWatermark();
        Attribution made = orders.attribution(id, now);
        if (order.isPlacement()) {
            if (made == null) {
                place(id, order, context);
            }
        } else if (made != null) {
            orders.attribute(id, changed(made, order, out));
        } else {
            orders.keepForLater(id, order, now);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdEventRecord> out)
            throws Exception {
        for (String id : orders.takeWaitingUntil(timestamp)) {
            TrackedOrder known = orders.unmatched(id, timestamp);
            if (known != null && !known.decided() && known.order().timeMillis() <= timestamp) {
                decide(id, known, context, out);
            }
        }
        if (rule.isTimeToSweep(timestamp)) {
            sweepAt(rule.sweep(timestamp, orders.forgetThrough(timestamp)), context);
        }
    }

    private static void sweepAt(@Nullable Long millis, Context context) {
        if (millis != null) {
            context.timerService().registerEventTimeTimer(millis);
        }
    }

    private void place(String id, OrderedProduct order, Context context) throws Exception {
        long now = context.timerService().currentWatermark();
        TrackedOrder known = orders.unmatched(id, now);
        if (known != null && (known.decided() || !order.isBefore(known.order()))) {
            return;
        }
        orders.track(id, known == null ? TrackedOrder.of(order) : known.placedBy(order));
        if (order.timeMillis() <= now) {
            late.about("Order " + order.eventId() + " came after its heartbeat");
        }
        long decidedAt = Math.max(order.timeMillis(), now + 1);
        orders.waitUntil(decidedAt, id);
        context.timerService().registerEventTimeTimer(decidedAt);
    }

    private void decide(
            String id, TrackedOrder known, Context context, Collector<AdEventRecord> out)
            throws Exception {
        switch (rule.find(known.order())) {
            case Owed owed -> attribute(id, known, owed, context, out);
            case OwedToNone(UnmatchedReason reason) -> {
                orders.track(id, known.asDecided());
                forgetAt(TrackedOrders.overAt(known), id, context);
                requireNonNull(unmatched.get(reason)).inc();
                out.collect(ConversionRecords.unmatched(known.order(), reason, policy.version()));
            }
        }
    }

    private void forgetAt(long millis, String id, Context context) throws Exception {
        sweepAt(rule.sweepNoLaterThan(orders.forgetAt(millis, id)), context);
    }

    private void matchWhatWasDecided(Context context, Collector<AdEventRecord> out)
            throws Exception {
        long now = context.timerService().currentWatermark();
        for (Map.Entry<String, TrackedOrder> each : orders.decidedWithoutMatch(now)) {
            TrackedOrder known = each.getValue();
            if (rule.find(known.order()) instanceof Owed owed) {
                attribute(each.getKey(), known, owed, context, out);
            }
        }
    }

    private void attribute(
            String id, TrackedOrder known, Owed owed, Context context, Collector<AdEventRecord> out)
            throws Exception {
        OrderedProduct order = known.order();
        Attribution made = Attribution.of(order, owed.click(), owed.type(), policy.version());
        out.collect(ConversionRecords.created(made));
        for (OrderedProduct change : known.waitingChanges()) {
            made = changed(made, change, out);
        }
        orders.attribute(id, made);
        forgetAt(TrackedOrders.overAt(made), id, context);
    }

    private static Attribution changed(
            Attribution made, OrderedProduct by, Collector<AdEventRecord> out) {
        if (made.retracted()) {
            return made;
        }
        return switch (by.change()) {
            case NEW -> made;
            case RESTATEMENT -> {
                if (!made.bringsRevenue() || by.revenueAmount() == made.revenueAmount()) {
                    yield made;
                }
                out.collect(ConversionRecords.restated(made, by));
                yield made.restated(by.revenueAmount());
            }
            case RETRACTION -> {
                out.collect(ConversionRecords.retracted(made, by));
                yield made.asRetracted();
            }
        };
    }
}
