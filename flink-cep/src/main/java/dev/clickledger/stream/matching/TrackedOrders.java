package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.OrderedProduct;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A device's orders, by order and product: unmatched or attributed, with the changes that wait for
 * a decision and the times at which each must be looked at.
 */
final class TrackedOrders {

    static final int MAX_CHANGES_WAITING = 64;

    private final MapState<String, TrackedOrder> unmatched;
    private final MapState<String, Attribution> attributed;
    private final MapState<String, List<OrderedProduct>> changes;
    private final MapState<Long, List<String>> due;

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
        changes =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "changes-waiting",
                                Types.STRING,
                                Types.LIST(TypeInformation.of(OrderedProduct.class))));
        due =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "orders-due", Types.LONG, Types.LIST(Types.STRING)));
    }

    static String id(OrderedProduct order) {
        return order.orderId() + '\n' + order.productId();
    }

    @Nullable TrackedOrder unmatched(String id) throws Exception {
        return unmatched.get(id);
    }

    @Nullable Attribution attribution(String id) throws Exception {
        return attributed.get(id);
    }

    void track(String id, TrackedOrder order) throws Exception {
        unmatched.put(id, order);
    }

    void attribute(String id, Attribution made) throws Exception {
        unmatched.remove(id);
        changes.remove(id);
        attributed.put(id, made);
    }

    void forget(String id) throws Exception {
        unmatched.remove(id);
        changes.remove(id);
        attributed.remove(id);
    }

    boolean isOverAt(String id, long nowMillis) throws Exception {
        Attribution made = attributed.get(id);
        if (made != null) {
            return nowMillis >= made.order().timeMillis() + AttributeOrders.MATCHED_KEPT.toMillis();
        }
        TrackedOrder order = unmatched.get(id);
        return order != null
                && nowMillis
                        >= order.order().timeMillis() + AttributeOrders.UNMATCHED_KEPT.toMillis();
    }

    List<Map.Entry<String, TrackedOrder>> decidedWithoutMatch() throws Exception {
        List<Map.Entry<String, TrackedOrder>> found = new ArrayList<>();
        for (Map.Entry<String, TrackedOrder> each : unmatched.entries()) {
            if (each.getValue().decided()) {
                found.add(Map.entry(each.getKey(), each.getValue()));
            }
        }
        return found;
    }

    /** A change says what is left, not what went: of too many the newest is enough. */
    void keepForLater(String id, OrderedProduct change) throws Exception {
        List<OrderedProduct> waiting = changes.get(id);
        if (waiting == null || waiting.size() >= MAX_CHANGES_WAITING) {
            waiting = new ArrayList<>(1);
        }
        waiting.add(change);
        changes.put(id, waiting);
    }

    List<OrderedProduct> waitingChanges(String id) throws Exception {
        List<OrderedProduct> waiting = changes.get(id);
        return waiting == null ? List.of() : waiting;
    }

    void due(String id, long atMillis) throws Exception {
        List<String> ids = due.get(atMillis);
        if (ids == null) {
            ids = new ArrayList<>(1);
        }
        ids.add(id);
        due.put(atMillis, ids);
    }

    Set<String> takeDueAt(long millis) throws Exception {
        List<String> ids = due.get(millis);
        if (ids == null) {
            return Set.of();
        }
        due.remove(millis);
        return new LinkedHashSet<>(ids);
    }

    Set<String> takeDueThrough(long millis) throws Exception {
        Set<Long> times = new TreeSet<>();
        for (long time : due.keys()) {
            if (time <= millis) {
                times.add(time);
            }
        }
        Set<String> ids = new LinkedHashSet<>();
        for (long time : times) {
            ids.addAll(takeDueAt(time));
        }
        return ids;
    }
}
