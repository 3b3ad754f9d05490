package dev.clickledger.stream.matching;

import dev.clickledger.stream.intake.ChargedClick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Clicks of a device with many, on shelves (a product, an advertiser), each shelf in the order of
 * time, such that the latest click at or before any moment is found, and a click added, at a cost
 * that does not grow with how many there are.
 *
 * <p>Of clicks of the same millisecond only the one with the greatest id can be the latest: it
 * stays alone. The newest clicks of a shelf are one value; whatever no longer fits moves on in
 * chunks of {@link #CHUNK}, found by their first times.
 *
 * <p>Which clicks no order can be owed to any more: those before another one that every order to
 * come lies after. They go when a shelf grows and when it is swept. Beyond {@link #MOST_CHUNKS} the
 * oldest go all the same.
 */
final class OpenClicks {

    static final int CHUNK = 16;
    static final int MOST_CHUNKS = 2_048;

    /** Chunks that can go wait for each other until they are such a part of a shelf. */
    private static final int WORTH_DROPPING = 8;

    private static final TypeInformation<List<ChargedClick>> CLICKS =
            Types.LIST(TypeInformation.of(ChargedClick.class));

    private final MapState<String, List<ChargedClick>> newest;

    /** By shelf and first time. */
    private final MapState<String, List<ChargedClick>> chunks;

    /** First times of a shelf's chunks, ascending. */
    private final MapState<String, long[]> starts;

    OpenClicks(RuntimeContext runtime) {
        newest =
                runtime.getMapState(
                        new MapStateDescriptor<>("newest-clicks", Types.STRING, CLICKS));
        chunks =
                runtime.getMapState(
                        new MapStateDescriptor<>("chunks-of-clicks", Types.STRING, CLICKS));
        starts =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "starts-of-chunks",
                                Types.STRING,
                                PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO));
    }

    /**
     * @param earliestOrderMillis no order to come was placed before that
     */
    void add(String shelf, List<ChargedClick> more, long earliestOrderMillis) throws Exception {
        List<ChargedClick> clicks = newest.get(shelf);
        if (clicks == null) {
            clicks = new ArrayList<>(more.size());
        }
        for (ChargedClick click : more) {
            long[] known =
                    !clicks.isEmpty() && click.timeMillis() < clicks.getFirst().timeMillis()
                            ? starts.get(shelf)
                            : null;
            if (known == null) {
                insert(clicks, click);
            } else {
                addToChunk(shelf, known, click);
            }
        }
        if (clicks.size() > 1 && clicks.get(1).timeMillis() <= earliestOrderMillis) {
            dropOvertaken(shelf, clicks, earliestOrderMillis);
        }
        while (clicks.size() >= 2 * CHUNK) {
            moveToChunk(shelf, clicks, earliestOrderMillis);
        }
        newest.put(shelf, clicks);
    }

    /** The latest click at or before that time, if one is known. */
    @Nullable ChargedClick latest(String shelf, long atMillis) throws Exception {
        List<ChargedClick> clicks = newest.get(shelf);
        if (clicks == null) {
            return null;
        }
        ChargedClick found = latestOf(clicks, atMillis);
        if (found != null) {
            return found;
        }
        long[] known = starts.get(shelf);
        int chunk = known == null ? -1 : lastAtOrBefore(known, atMillis);
        return chunk < 0 ? null : latestOf(chunk(shelf, known[chunk]), atMillis);
    }

    /**
     * Forgets shelves whose latest click lies before {@code deadBeforeMillis}, and elsewhere what
     * no order can be owed to.
     *
     * @return the time of the earliest latest click that is left, null when nothing is left
     */
    @Nullable Long sweep(long deadBeforeMillis, long earliestOrderMillis) throws Exception {
        Long earliest = null;
        for (String shelf : shelves()) {
            List<ChargedClick> clicks = newest.get(shelf);
            long last = clicks.getLast().timeMillis();
            if (last < deadBeforeMillis) {
                forgetChunks(shelf);
                newest.remove(shelf);
                continue;
            }
            if (dropOvertaken(shelf, clicks, earliestOrderMillis)) {
                newest.put(shelf, clicks);
            }
            earliest = earliest == null ? last : Math.min(earliest, last);
        }
        return earliest;
    }

    private List<String> shelves() throws Exception {
        List<String> shelves = new ArrayList<>();
        newest.keys().forEach(shelves::add);
        return shelves;
    }

    private void moveToChunk(String shelf, List<ChargedClick> clicks, long earliestOrderMillis)
            throws Exception {
        dropOvertaken(shelf, clicks, earliestOrderMillis);
        List<ChargedClick> full = new ArrayList<>(clicks.subList(0, CHUNK));
        clicks.subList(0, CHUNK).clear();
        chunks.put(key(shelf, full.getFirst().timeMillis()), full);
        long[] known = starts.get(shelf);
        long[] now = known == null ? new long[1] : Arrays.copyOf(known, known.length + 1);
        now[now.length - 1] = full.getFirst().timeMillis();
        starts.put(shelf, now.length > MOST_CHUNKS ? withoutFirst(shelf, now, 1) : now);
    }

    private void addToChunk(String shelf, long[] known, ChargedClick click) throws Exception {
        int at = Math.max(0, lastAtOrBefore(known, click.timeMillis()));
        List<ChargedClick> clicks = chunk(shelf, known[at]);
        insert(clicks, click);
        chunks.remove(key(shelf, known[at]));
        known[at] = clicks.getFirst().timeMillis();
        if (clicks.size() >= 2 * CHUNK) {
            List<ChargedClick> later = new ArrayList<>(clicks.subList(CHUNK, clicks.size()));
            clicks.subList(CHUNK, clicks.size()).clear();
            chunks.put(key(shelf, later.getFirst().timeMillis()), later);
            starts.put(shelf, with(known, at + 1, later.getFirst().timeMillis()));
        } else {
            starts.put(shelf, known);
        }
        chunks.put(key(shelf, known[at]), clicks);
    }

    /** True when the newest clicks changed; chunks are dropped along. */
    private boolean dropOvertaken(String shelf, List<ChargedClick> clicks, long earliestOrderMillis)
            throws Exception {
        if (clicks.getFirst().timeMillis() <= earliestOrderMillis) {
            forgetChunks(shelf);
        } else {
            long[] known = starts.get(shelf);
            int needed = known == null ? -1 : lastAtOrBefore(known, earliestOrderMillis);
            if (needed > 0 && needed >= known.length / WORTH_DROPPING) {
                starts.put(shelf, withoutFirst(shelf, known, needed));
            }
        }
        int overtaken = 0;
        while (overtaken + 1 < clicks.size()
                && clicks.get(overtaken + 1).timeMillis() <= earliestOrderMillis) {
            overtaken++;
        }
        clicks.subList(0, overtaken).clear();
        return overtaken > 0;
    }

    private void forgetChunks(String shelf) throws Exception {
        long[] known = starts.get(shelf);
        if (known != null) {
            for (long start : known) {
                chunks.remove(key(shelf, start));
            }
            starts.remove(shelf);
        }
    }

    private long[] withoutFirst(String shelf, long[] known, int howMany) throws Exception {
        for (int i = 0; i < howMany; i++) {
            chunks.remove(key(shelf, known[i]));
        }
        return Arrays.copyOfRange(known, howMany, known.length);
    }

    private List<ChargedClick> chunk(String shelf, long start) throws Exception {
        List<ChargedClick> clicks = chunks.get(key(shelf, start));
        if (clicks == null) {
            throw new IllegalStateException("No chunk of clicks starts at " + start);
        }
        return clicks;
    }

    private static String key(String shelf, long start) {
        return shelf + '@' + start;
    }

    /** From the end: clicks come nearly in order. */
    private static void insert(List<ChargedClick> clicks, ChargedClick click) {
        int at = clicks.size();
        while (at > 0 && clicks.get(at - 1).timeMillis() > click.timeMillis()) {
            at--;
        }
        if (at == 0 || clicks.get(at - 1).timeMillis() != click.timeMillis()) {
            clicks.add(at, click);
        } else if (click.isAfter(clicks.get(at - 1))) {
            clicks.set(at - 1, click);
        }
    }

    private static @Nullable ChargedClick latestOf(List<ChargedClick> clicks, long atMillis) {
        for (int i = clicks.size() - 1; i >= 0; i--) {
            if (clicks.get(i).timeMillis() <= atMillis) {
                return clicks.get(i);
            }
        }
        return null;
    }

    /** Its index, -1 when all are later. */
    private static int lastAtOrBefore(long[] ascending, long atMillis) {
        int found = Arrays.binarySearch(ascending, atMillis);
        return found >= 0 ? found : -found - 2;
    }

    private static long[] with(long[] known, int at, long start) {
        long[] more = Arrays.copyOf(known, known.length + 1);
        System.arraycopy(known, at, more, at + 1, known.length - at);
        more[at] = start;
        return more;
    }
}
