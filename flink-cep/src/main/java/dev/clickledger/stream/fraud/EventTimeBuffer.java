package dev.clickledger.stream.fraud;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * What waits, per key, until the watermark says that nothing earlier comes. At most {@link
 * #MAX_WAITING}: who holds more takes all at once.
 */
final class EventTimeBuffer<T> {

    static final int MAX_WAITING = 10_000;

    private final MapState<Long, List<T>> waiting;
    private final ValueState<Integer> count;

    /**
     * @param name of its state
     */
    EventTimeBuffer(RuntimeContext runtime, String name, TypeInformation<T> type) {
        this.waiting =
                runtime.getMapState(new MapStateDescriptor<>(name, Types.LONG, Types.LIST(type)));
        this.count = runtime.getState(new ValueStateDescriptor<>(name + "-count", Types.INT));
    }

    /**
     * Registers the timer at which {@link #takeAt} has it.
     *
     * @return whether it is full
     */
    boolean add(T value, long millis, TimerService timers) throws Exception {
        List<T> sameTime = waiting.get(millis);
        if (sameTime == null) {
            sameTime = new ArrayList<>(1);
            timers.registerEventTimeTimer(millis);
        }
        sameTime.add(value);
        waiting.put(millis, sameTime);
        Integer before = count.value();
        count.update(before == null ? 1 : before + 1);
        return before != null && before + 1 > MAX_WAITING;
    }

    /** In the order in which they came. */
    List<T> takeAt(long millis) throws Exception {
        List<T> sameTime = waiting.get(millis);
        if (sameTime == null) {
            return List.of();
        }
        waiting.remove(millis);
        int left = count.value() - sameTime.size();
        if (left == 0) {
            count.clear();
        } else {
            count.update(left);
        }
        return sameTime;
    }

    /** The times at which something waits, in their order. */
    List<Long> times() throws Exception {
        TreeSet<Long> times = new TreeSet<>();
        waiting.keys().forEach(times::add);
        return List.copyOf(times);
    }
}
