package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.OrderedProduct;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A device's orders, by order and product: waiting for their decision, unmatched or attributed.
 * What is over counts as forgotten; it is when somebody asks for that.
 */
final class TrackedOrders {

    static final Duration UNMATCHED_KEPT = Duration.ofHours(49);
    static final Duration MATCHED_KEPT = Duration.ofDays(35);

    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final MapState<String, TrackedOrder> unmatched;
    private final MapState<String, Attribution> attributed;
    private final MapState<Long, List<String>> waiting;

    /** By hours since 1970: a bot has many orders. */
    private final MapState<Long, List<String>> over;

    TrackedOrders(RuntimeContext runtime) {
        unmatched =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "unmatched-orders",
                                Types.STRING,
                                TypeInformation.of(TrackedOrder.class)));
        attributed =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "attributed-orders",
                                Types.STRING,
                                TypeInformation.of(Attribution.class)));
        waiting =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "orders-waiting", Types.LONG, Types.LIST(Types.STRING)));
        over =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "orders-over", Types.LONG, Types.LIST(Types.STRING)));
    }

    static String id(OrderedProduct order) {
        return order.orderId() + '\n' + order.productId();
    }

    /** Null without one, or when it is over. */
    @Nullable TrackedOrder unmatched(String id, long nowMillis) throws Exception {
        TrackedOrder order = unmatched.get(id);
        return order == null || overAt(order) <= nowMillis ? null : order;
    }

    /** Null without one, or when it is over. */
    @Nullable Attribution attribution(String id, long nowMillis) throws Exception {
        Attribution made = attributed.get(id);
        return made == null || overAt(made) <= nowMillis ? null : made;
    }

    /** When nothing that comes about it counts any more. */
    static long overAt(TrackedOrder order) {
        return order.order().timeMillis() + UNMATCHED_KEPT.toMillis();
    }

    static long overAt(Attribution made) {
        return made.order().timeMillis() + MATCHED_KEPT.toMillis();
    }

    void track(String id, TrackedOrder order) throws Exception {
        unmatched.put(id, order);
    }

    void attribute(String id, Attribution made) throws Exception {
        unmatched.remove(id);
        attributed.put(id, made);
    }

    List<Map.Entry<String, TrackedOrder>> decidedWithoutMatch(long nowMillis) throws Exception {
        List<Map.Entry<String, TrackedOrder>> found = new ArrayList<>();
        for (Map.Entry<String, TrackedOrder> each : unmatched.entries()) {
            if (each.getValue().decided() && overAt(each.getValue()) > nowMillis) {
                found.add(Map.entry(each.getKey(), each.getValue()));
            }
        }
        return found;
    }

    void keepForLater(String id, OrderedProduct change, long nowMillis) throws Exception {
        TrackedOrder known = unmatched(id, nowMillis);
        if (known != null) {
            unmatched.put(id, known.with(change));
        }
    }

    /** Until the watermark reaches that time. */
    void waitUntil(long millis, String id) throws Exception {
        add(waiting, millis, id);
    }

    Set<String> takeWaitingUntil(long millis) throws Exception {
        return take(waiting, millis);
    }

    /**
     * @return when that can be done, which is later: hour by hour
     */
    long forgetAt(long millis, String id) throws Exception {
        long hour = Math.ceilDiv(millis, HOUR_MILLIS);
        add(over, hour, id);
        return hour * HOUR_MILLIS;
    }

    /**
     * Forgets what is over.
     *
     * @return when something of the rest is over, null when there is no rest
     */
    @Nullable Long forgetThrough(long nowMillis) throws Exception {
        List<Long> past = new ArrayList<>();
        long nextHour = Long.MAX_VALUE;
        for (long hour : over.keys()) {
            if (hour * HOUR_MILLIS <= nowMillis) {
                past.add(hour);
            } else {
                nextHour = Math.min(nextHour, hour);
            }
        }
        for (long hour : past) {
            for (String id : take(over, hour)) {
                forgetIfOver(id, nowMillis);
            }
        }
        return nextHour == Long.MAX_VALUE ? null : nextHour * HOUR_MILLIS;
    }

    /** It may have been placed again meanwhile, and has another hour then. */
    private void forgetIfOver(String id, long nowMillis) throws Exception {
        if (attribution(id, nowMillis) == null) {
            attributed.remove(id);
        }
        if (unmatched(id, nowMillis) == null) {
            unmatched.remove(id);
        }
    }

    private static void add(MapState<Long, List<String>> byTime, long time, String id)
            throws Exception {
        List<String> ids = byTime.get(time);
        if (ids == null) {
            ids = new ArrayList<>(1);
        }
        ids.add(id);
        byTime.put(time, ids);
    }

    private static Set<String> take(MapState<Long, List<String>> byTime, long time)
            throws Exception {
        List<String> ids = byTime.get(time);
        if (ids == null) {
            return Set.of();
        }
        byTime.remove(time);
        return new LinkedHashSet<>(ids);
    }
}
