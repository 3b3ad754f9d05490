package dev.clickledger.projections.live;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.eventstore.Position;
import dev.clickledger.projections.subscription.LostPositionException;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Redis, as the one writer sees it. Every write says from where it goes on, and is dropped by the
 * script when Redis is not there: so neither a command that was retried below us nor one that a
 * broken connection delivered late does harm.
 *
 * <p>Scripts choose the database, so one connection serves both, and keys are given as arguments,
 * too: this is for one Redis with its replicas, not for a cluster.
 */
@Component
final class LiveStore {

    /** A longer script call would keep lookups waiting. */
    static final int MOST_WRITES_PER_CALL = 2_000;

    private static final RedisScript<String> WRITE = script("write.lua", String.class);
    private static final RedisScript<String> BEGIN = script("begin.lua", String.class);
    private static final RedisScript<String> SWITCH = script("switch.lua", String.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> READ = script("read.lua", List.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> COUNTERS = script("counters.lua", List.class);

    private final StringRedisTemplate redis;

    LiveStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    private static <T> RedisScript<T> script(String file, Class<T> answer) {
        return RedisScript.of(new ClassPathResource(file, LiveStore.class), answer);
    }

    /** How far a view has come; nothing when there is none, or none that we could go on with. */
    Optional<Position> position(Keyspace keyspace) {
        boolean ours = get(keyspace, RedisKeys.GENERATION).filter(LiveStore::isOurs).isPresent();
        return ours ? get(keyspace, keyspace.positionKey()).map(Position::parse) : Optional.empty();
    }

    private static boolean isOurs(String generation) {
        return generation.startsWith(RedisKeys.LAYOUT + "-");
    }

    /** Whether somebody asked for a view to be built, or one is half built. */
    boolean isRebuildWanted() {
        return get(Keyspace.BUILT, Keyspace.BUILT.positionKey()).isPresent();
    }

    /** What is served is not a view of this event store: nobody may take it for one. */
    void stopServing() {
        redis.delete(RedisKeys.POSITION);
    }

    /** Begins a view at the first event, where nobody reads it. */
    void begin() {
        String generation =
                RedisKeys.LAYOUT
                        + "-"
                        + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong());
        redis.execute(
                BEGIN,
                List.of(Keyspace.BUILT.positionKey(), RedisKeys.GENERATION),
                Keyspace.BUILT.database(),
                generation,
                Position.START.toString());
    }

    /** The view that was built has taken everything: from now on it is the one that is served. */
    void switchOver(Position at) {
        check(
                at,
                redis.execute(
                        SWITCH,
                        List.of(Keyspace.BUILT.positionKey(), RedisKeys.POSITION, RedisKeys.CHANGE),
                        Keyspace.BUILT.database(),
                        Keyspace.SERVED.database(),
                        at.toString()));
    }

    /**
     * Writes a batch. One that is longer than a call may be goes in several; they move the position
     * only with the last, and until then a crash has them all written again.
     */
    void write(Keyspace keyspace, Position from, Position to, LiveBatch batch) {
        List<List<String>> writes = batch.writes();
        int begin = 0;
        while (writes.size() - begin > MOST_WRITES_PER_CALL) {
            call(keyspace, from, from, batch, writes.subList(begin, begin + MOST_WRITES_PER_CALL));
            begin += MOST_WRITES_PER_CALL;
        }
        List<List<String>> last = new ArrayList<>(writes.subList(begin, writes.size()));
        last.addAll(batch.lastWrites());
        call(keyspace, from, to, batch, last);
    }

    /**
     * Counters as they are now.
     *
     * @return the position of the view, and a text a key, empty for one that is not there; nothing
     *     when there is no view that may be served
     */
    Optional<LiveCounters.Read> counters(List<String> keys) {
        List<String> all = new ArrayList<>(keys.size() + 2);
        all.add(Keyspace.SERVED.positionKey());
        all.add(RedisKeys.GENERATION);
        all.addAll(keys);
        List<?> found =
                Objects.requireNonNull(redis.execute(COUNTERS, all, Keyspace.SERVED.database()));
        String position = (String) found.get(0);
        if (position.isEmpty() || !isOurs((String) found.get(1))) {
            return Optional.empty();
        }
        return Optional.of(
                new LiveCounters.Read(
                        Position.parse(position),
                        found.subList(2, found.size()).stream().map(String.class::cast).toList()));
    }

    /**
     * Writes to the view that is served, which stays where it is, if it is still there and a key
     * still holds what it held.
     *
     * @param expected empty for a key that is not there
     */
    boolean correct(Position at, LiveBatch batch, String key, String expected) {
        String found = call(Keyspace.SERVED, at, at, batch, batch.writes(), List.of(key, expected));
        return found.equals(at.toString());
    }

    /** Throws when Redis is not at that position: it was flushed, or somebody else writes to it. */
    void check(Keyspace keyspace, Position at) {
        check(at, get(keyspace, keyspace.positionKey()).orElse(""));
    }

    Map<String, String> hash(Keyspace keyspace, String key) {
        List<?> pairs = read(keyspace, key, "HGETALL");
        Map<String, String> hash = new HashMap<>();
        for (int i = 0; i < pairs.size(); i += 2) {
            hash.put((String) pairs.get(i), (String) pairs.get(i + 1));
        }
        return hash;
    }

    private void call(
            Keyspace keyspace,
            Position from,
            Position to,
            LiveBatch batch,
            List<List<String>> writes) {
        check(from, call(keyspace, from, to, batch, writes, List.of()));
    }

    /**
     * @param onlyIf a key and what it must hold, if anything
     * @return the position that was found
     */
    private String call(
            Keyspace keyspace,
            Position from,
            Position to,
            LiveBatch batch,
            List<List<String>> writes,
            List<String> onlyIf) {
        List<String> keys =
                keyspace == Keyspace.SERVED
                        ? List.of(keyspace.positionKey(), RedisKeys.CHANGE, RedisKeys.GENERATION)
                        : List.of(keyspace.positionKey());
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                keyspace.database(),
                                from.toString(),
                                to.toString(),
                                Long.toString(LiveBatch.DAY_KEPT.toSeconds()),
                                Long.toString(batch.oldestStoredMillis()),
                                RedisKeys.CHANGES,
                                ContractJson.strict()
                                        .writeValueAsString(
                                                writes.stream().flatMap(List::stream).toList())));
        arguments.addAll(onlyIf);
        return redis.execute(WRITE, keys, arguments.toArray());
    }

    private static void check(Position expected, String found) {
        if (!expected.toString().equals(found)) {
            throw new LostPositionException(
                    "Redis should be at "
                            + expected
                            + " but is "
                            + (found.isEmpty() ? "empty" : "at " + found));
        }
    }

    private Optional<String> get(Keyspace keyspace, String key) {
        return Optional.of((String) read(keyspace, key, "GET").getFirst())
                .filter(value -> !value.isEmpty());
    }

    private List<?> read(Keyspace keyspace, String key, String command) {
        return Objects.requireNonNull(
                redis.execute(READ, List.of(key), keyspace.database(), command));
    }
}
