package dev.clickledger.stream.matching;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.stream.intake.OrderedProduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Decides each (order, product): of all clicks that CEP found for it the latest gets the
 * conversion; later messages about the order restate or retract it.
 *
 * <p>It decides when the watermark passes the order: then every match is there, whichever way it
 * came. Only the first message (by time, then id) places an order; others change nothing.
 * Cancellations are taken in the order in which they were published, which is the order in which
 * the Order decided them, and never before their order. One without an order is ignored; one of an
 * order that no click led to waits with it and is forgotten with it.
 *
 * <p>What makes it idempotent: it remembers every order, and its records' ids are derived from what
 * they say. It may write a record twice (its sink is at-least-once), always with the same id.
 *
 * <p>State per (order, product): one order, one match, {@link #MAX_CHANGES_WAITING} changes.
 * Forgotten in event time: after {@link #UNMATCHED_KEPT} when no click led to it (intake refuses
 * orders that old), after {@link #MATCHED_KEPT} otherwise; a cancellation after that is ignored.
 */
public final class AttributeToLatestClick
        extends KeyedCoProcessFunction<OrderProduct, PurchaseMatch, OrderedProduct, AdEventRecord> {

    static final Duration UNMATCHED_KEPT = Duration.ofHours(49);
    static final Duration MATCHED_KEPT = Duration.ofDays(35);
    static final int MAX_CHANGES_WAITING = 64;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<TrackedOrder> tracked;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<PurchaseMatch> best;

    @SuppressWarnings("NullAway.Init")
    private transient ListState<OrderedProduct> changes;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Attribution> attribution;

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        tracked =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "order", TypeInformation.of(TrackedOrder.class)));
        best =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "best-match", TypeInformation.of(PurchaseMatch.class)));
        changes =
                runtime.getListState(
                        new ListStateDescriptor<>(
                                "changes-waiting", TypeInformation.of(OrderedProduct.class)));
        attribution =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "attribution", TypeInformation.of(Attribution.class)));
    }

    /** A match may overtake its own order, which comes by another way. */
    @Override
    public void processElement1(PurchaseMatch match, Context context, Collector<AdEventRecord> out)
            throws Exception {
        if (attribution.value() != null) {
            return;
        }
        PurchaseMatch known = best.value();
        if (known == null || isBetter(match, known)) {
            best.update(match);
        }
        decideAfter(match.order().timeMillis(), context);
    }

    @Override
    public void processElement2(OrderedProduct order, Context context, Collector<AdEventRecord> out)
            throws Exception {
        if (order.isPlacement()) {
            place(order, context);
        } else if (attribution.value() != null) {
            apply(order, out);
        } else if (tracked.value() != null) {
            keepForLater(order);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdEventRecord> out)
            throws Exception {
        Attribution attributed = attribution.value();
        if (attributed == null) {
            attributed = decide(timestamp, context, out);
        }
        if (isForgottenAt(timestamp, attributed)) {
            tracked.clear();
            best.clear();
            changes.clear();
            attribution.clear();
        }
    }

    private void place(OrderedProduct order, Context context) throws Exception {
        if (attribution.value() != null) {
            return;
        }
        TrackedOrder known = tracked.value();
        if (known == null || (!known.decided() && order.isBefore(known.order()))) {
            tracked.update(new TrackedOrder(order, false));
            decideAfter(order.timeMillis(), context);
        }
    }

    /** When the watermark has passed that time; with its next step when it has passed already. */
    private void decideAfter(long orderMillis, Context context) {
        var timers = context.timerService();
        timers.registerEventTimeTimer(Math.max(orderMillis, timers.currentWatermark() + 1));
        timers.registerEventTimeTimer(orderMillis + UNMATCHED_KEPT.toMillis());
    }

    private static boolean isBetter(PurchaseMatch match, PurchaseMatch known) {
        boolean sameMessage = match.order().eventId().equals(known.order().eventId());
        return sameMessage
                ? match.click().isAfter(known.click())
                : match.order().isBefore(known.order());
    }

    private @Nullable Attribution decide(
            long timestamp, OnTimerContext context, Collector<AdEventRecord> out) throws Exception {
        TrackedOrder known = tracked.value();
        if (known == null || known.order().timeMillis() > timestamp) {
            return null;
        }
        if (!known.decided()) {
            tracked.update(new TrackedOrder(known.order(), true));
        }
        PurchaseMatch match = best.value();
        if (match == null || !match.order().eventId().equals(known.order().eventId())) {
            return null;
        }
        Attribution attributed = Attribution.of(match);
        attribution.update(attributed);
        tracked.clear();
        best.clear();
        context.timerService()
                .registerEventTimeTimer(known.order().timeMillis() + MATCHED_KEPT.toMillis());
        out.collect(attributed.created());
        for (OrderedProduct change : changes.get()) {
            apply(change, out);
        }
        changes.clear();
        return attribution.value();
    }

    private void apply(OrderedProduct change, Collector<AdEventRecord> out) throws Exception {
        Attribution attributed = attribution.value();
        if (attributed == null || attributed.retracted()) {
            return;
        }
        switch (change.change()) {
            case NEW -> {}
            case RESTATEMENT -> {
                if (change.revenueAmount() != attributed.revenueAmount()) {
                    out.collect(attributed.restatedBy(change));
                    attribution.update(attributed.restated(change.revenueAmount()));
                }
            }
            case RETRACTION -> {
                out.collect(attributed.retractedBy(change));
                attribution.update(attributed.asRetracted());
            }
        }
    }

    /** A change says what is left, not what went: of too many the newest is enough. */
    private void keepForLater(OrderedProduct change) throws Exception {
        List<OrderedProduct> waiting = new ArrayList<>();
        changes.get().forEach(waiting::add);
        if (waiting.size() < MAX_CHANGES_WAITING) {
            changes.add(change);
        } else {
            changes.update(List.of(change));
        }
    }

    private boolean isForgottenAt(long timestamp, @Nullable Attribution attributed)
            throws Exception {
        if (attributed != null) {
            return timestamp >= attributed.order().timeMillis() + MATCHED_KEPT.toMillis();
        }
        TrackedOrder order = tracked.value();
        PurchaseMatch match = best.value();
        if (order == null && match == null) {
            return false;
        }
        long orderMillis = order != null ? order.order().timeMillis() : match.order().timeMillis();
        return timestamp >= orderMillis + UNMATCHED_KEPT.toMillis();
    }
}
