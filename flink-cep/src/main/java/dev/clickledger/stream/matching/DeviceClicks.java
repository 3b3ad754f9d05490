package dev.clickledger.stream.matching;

import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * A device's clicks: the newest {@link #MOST_IN_ONE_VALUE} in one value, each once, which is all
 * that most devices ever have; what no longer fits goes to {@link OpenClicks}. So a step of most
 * devices is one read and one write of state. Nothing in the value is earlier than anything on a
 * shelf.
 */
final class DeviceClicks {

    static final int MOST_IN_ONE_VALUE = 8;

    /** From here on it is worth looking for what can go. */
    private static final int WORTH_PRUNING = 6;

    private final ValueState<NewestClicks> newest;
    private final OpenClicks older;
    private final boolean byAdvertiser;

    /**
     * @param byAdvertiser whether {@link Shelf#ADVERTISER} is ever asked for
     */
    DeviceClicks(RuntimeContext runtime, boolean byAdvertiser) {
        newest =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "newest-clicks-of-device", TypeInformation.of(NewestClicks.class)));
        older = new OpenClicks(runtime);
        this.byAdvertiser = byAdvertiser;
    }

    /** Null without clicks. */
    @Nullable NewestClicks newest() throws Exception {
        return newest.value();
    }

    /**
     * @param known what {@link #newest()} says, or one without clicks
     * @param bounds what can be forgotten meanwhile
     */
    void add(NewestClicks known, JudgedClick judged, Bounds bounds) throws Exception {
        List<JudgedClick> clicks = known.clicks();
        if (known.more()
                && !clicks.isEmpty()
                && clicks.getFirst().click().isAfter(judged.click())) {
            putOnShelves(List.of(judged), bounds);
            return;
        }
        insert(clicks, judged);
        if (clicks.size() >= WORTH_PRUNING) {
            prune(clicks, bounds);
        }
        boolean more = known.more();
        if (clicks.size() > MOST_IN_ONE_VALUE) {
            List<JudgedClick> earlier = clicks.subList(0, clicks.size() - MOST_IN_ONE_VALUE / 2);
            putOnShelves(earlier, bounds);
            earlier.clear();
            more = true;
        }
        newest.update(known.withMore(more));
    }

    /**
     * The latest click at or before that time, if one is known.
     *
     * @param known what {@link #newest()} says
     */
    @Nullable ChargedClick latest(
            @Nullable NewestClicks known, Shelf shelf, String id, long atMillis) throws Exception {
        if (known == null) {
            return null;
        }
        for (int i = known.clicks().size() - 1; i >= 0; i--) {
            JudgedClick judged = known.clicks().get(i);
            if (judged.click().timeMillis() <= atMillis && shelf.has(judged, id)) {
                return judged.click();
            }
        }
        return known.more() ? older.latest(shelf.of(id), atMillis) : null;
    }

    /**
     * @return time of the click that is forgotten first of those that stay, null when none does
     */
    @Nullable Long sweep(Bounds bounds) throws Exception {
        NewestClicks known = newest.value();
        if (known == null) {
            return null;
        }
        Long earliest =
                known.more()
                        ? older.sweep(bounds.deadBeforeMillis(), bounds.earliestOrderMillis())
                        : null;
        boolean more = earliest != null;
        List<JudgedClick> clicks = known.clicks();
        prune(clicks, bounds);
        if (!clicks.isEmpty() && !more) {
            earliest = clicks.getLast().click().timeMillis();
        }
        if (earliest == null) {
            newest.clear();
        } else {
            newest.update(known.withMore(more));
        }
        return earliest;
    }

    void sweepNextAt(long millis) throws Exception {
        NewestClicks known = newest.value();
        newest.update(known == null ? NewestClicks.none(millis) : known.sweptNextAt(millis));
    }

    private void putOnShelves(List<JudgedClick> judged, Bounds bounds) throws Exception {
        Map<String, List<ChargedClick>> byShelf = new LinkedHashMap<>();
        for (JudgedClick each : judged) {
            ChargedClick click = each.click();
            if (each.duplicate()) {
                on(Shelf.INVALID.of(click.productId()), byShelf).add(click);
                continue;
            }
            on(Shelf.PRODUCT.of(click.productId()), byShelf).add(click);
            if (byAdvertiser) {
                on(Shelf.ADVERTISER.of(click.advertiserId()), byShelf).add(click);
            }
        }
        for (Map.Entry<String, List<ChargedClick>> each : byShelf.entrySet()) {
            older.add(each.getKey(), each.getValue(), bounds.earliestOrderMillis());
        }
    }

    private static List<ChargedClick> on(String shelf, Map<String, List<ChargedClick>> byShelf) {
        return byShelf.computeIfAbsent(shelf, ignored -> new ArrayList<>());
    }

    /** From the end: clicks come nearly in order. */
    private static void insert(List<JudgedClick> clicks, JudgedClick judged) {
        int at = clicks.size();
        while (at > 0 && clicks.get(at - 1).click().isAfter(judged.click())) {
            at--;
        }
        clicks.add(at, judged);
    }

    /** Leaves those that an order to come may be owed to. */
    private static void prune(List<JudgedClick> clicks, Bounds bounds) {
        int kept = 0;
        for (int i = 0; i < clicks.size(); i++) {
            JudgedClick judged = clicks.get(i);
            if (judged.click().timeMillis() >= bounds.deadBeforeMillis()
                    && !isOvertaken(clicks, i, bounds.earliestOrderMillis())) {
                clicks.set(kept++, judged);
            }
        }
        if (kept < clicks.size()) {
            clicks.subList(kept, clicks.size()).clear();
        }
    }

    /** Whether another lies between it and every order to come, for each that could want it. */
    private static boolean isOvertaken(
            List<JudgedClick> clicks, int index, long earliestOrderMillis) {
        JudgedClick judged = clicks.get(index);
        for (int i = index + 1; i < clicks.size(); i++) {
            JudgedClick later = clicks.get(i);
            if (later.click().timeMillis() > earliestOrderMillis) {
                return false;
            }
            if (later.duplicate() == judged.duplicate()
                    && later.click().productId().equals(judged.click().productId())
                    && later.click().advertiserId().equals(judged.click().advertiserId())) {
                return true;
            }
        }
        return false;
    }

    /**
     * @param deadBeforeMillis clicks before that lead to nothing any more
     * @param earliestOrderMillis no order to come was placed before that
     */
    record Bounds(long deadBeforeMillis, long earliestOrderMillis) {}
}
