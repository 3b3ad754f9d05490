package dev.clickledger.projections.live;

import dev.clickledger.eventstore.Position;
import dev.clickledger.projections.subscription.LostPositionException;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Redis, as the one writer sees it. Every write says from where it goes on, and is dropped by the
 * script when Redis is not there: so neither a command that was retried below us nor one that a
 * broken connection delivered late does harm.
 *
 * <p>Keys are given as arguments, too: this is for one Redis with its replicas, not for a cluster.
 */
@Component
final class LiveStore {

    /** A longer script call would keep lookups waiting. */
    static final int MOST_WRITES_PER_CALL = 2_000;

    private static final int SCAN_COUNT = 1_000;
    private static final RedisScript<String> WRITE =
            RedisScript.of(new ClassPathResource("write.lua", LiveStore.class), String.class);
    private static final RedisScript<String> COMPLETE =
            RedisScript.of(new ClassPathResource("complete.lua", LiveStore.class), String.class);

    private final StringRedisTemplate redis;

    LiveStore(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** How far the complete view has come; nothing while it is missing or being rebuilt. */
    Optional<Position> position() {
        return positionAt(RedisKeys.POSITION);
    }

    /** How far a rebuild has come. */
    Optional<Position> rebuilding() {
        return positionAt(RedisKeys.REBUILDING);
    }

    /** Removes the whole view, and begins a new one at the first event. */
    void beginRebuild() {
        redis.delete(List.of(RedisKeys.POSITION, RedisKeys.REBUILDING));
        removeAll(RedisKeys.RANK_PREFIX);
        removeAll(RedisKeys.BALANCE_PREFIX);
        removeAll(RedisKeys.BUDGET_PREFIX);
        redis.opsForValue().set(RedisKeys.REBUILDING, Position.START.toString());
    }

    /** The rebuild has taken everything: from now on the view may be served. */
    void completeRebuild(Position at) {
        check(
                at,
                redis.execute(
                        COMPLETE,
                        List.of(RedisKeys.REBUILDING, RedisKeys.POSITION),
                        at.toString()));
    }

    /**
     * Writes a batch. One that is longer than a call may be goes in several; they move the position
     * only with the last, and until then a crash has them all written again.
     */
    void write(String positionKey, Position from, Position to, LiveBatch batch) {
        List<List<String>> writes = batch.writes();
        int begin = 0;
        while (writes.size() - begin > MOST_WRITES_PER_CALL) {
            call(positionKey, from, from, writes.subList(begin, begin + MOST_WRITES_PER_CALL));
            begin += MOST_WRITES_PER_CALL;
        }
        call(positionKey, from, to, writes.subList(begin, writes.size()));
    }

    /** Throws when Redis is not at that position: it was flushed, or somebody else writes to it. */
    void check(String positionKey, Position at) {
        check(at, positionAt(positionKey).map(Position::toString).orElse(""));
    }

    private void call(String positionKey, Position from, Position to, List<List<String>> writes) {
        List<String> arguments = new ArrayList<>(2 + writes.size() * 4);
        arguments.add(from.toString());
        arguments.add(to.toString());
        writes.forEach(arguments::addAll);
        check(from, redis.execute(WRITE, List.of(positionKey), arguments.toArray()));
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

    private Optional<Position> positionAt(String key) {
        return Optional.ofNullable(redis.opsForValue().get(key)).map(Position::parse);
    }

    private void removeAll(String prefix) {
        ScanOptions all = ScanOptions.scanOptions().match(prefix + "*").count(SCAN_COUNT).build();
        List<String> found = new ArrayList<>(SCAN_COUNT);
        try (Cursor<String> keys = redis.scan(all)) {
            while (keys.hasNext()) {
                found.add(keys.next());
                if (found.size() == SCAN_COUNT) {
                    redis.unlink(found);
                    found.clear();
                }
            }
        }
        if (!found.isEmpty()) {
            redis.unlink(found);
        }
    }
}
