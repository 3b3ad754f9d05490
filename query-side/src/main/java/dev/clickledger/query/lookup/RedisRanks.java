package dev.clickledger.query.lookup;

import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.KeyValue;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Redis, over one connection that all lookups share (commands of many threads are pipelined on it).
 * A lookup takes two round trips: the rank list with the position it is of, then the balances and
 * budgets of the candidates that fit. Neither waits longer than the time-out.
 */
final class RedisRanks implements RankSource, AutoCloseable {

    private final RedisClient client;
    private final Duration timeout;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    RedisRanks(RedisClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public @Nullable RankList ranks(RankKey key) {
        try {
            RedisAsyncCommands<String, String> redis = connection().async();
            // The position first: the list is then at least as new as the version it is given.
            RedisFuture<String> position = redis.get(RedisKeys.POSITION);
            RedisFuture<List<String>> entries = redis.hvals(key.value());
            await(position, entries);
            String readThrough = position.resultNow();
            return readThrough == null
                    ? null
                    : new RankList(
                            Position.parse(readThrough).offset(),
                            entries.resultNow().stream().map(RankEntry::fromJson).toList());
        } catch (RedisException down) {
            throw new RankSourceDownException("Redis: " + down.getMessage(), down);
        }
    }

    @Override
    public long[] spendable(List<RankEntry> entries, LocalDate businessDay) {
        List<String> keys = new ArrayList<>(3 * entries.size());
        for (RankEntry entry : entries) {
            keys.add(RedisKeys.balance(entry.advertiserId()));
            keys.add(RedisKeys.spentOn(entry.campaignId(), businessDay));
            keys.add(RedisKeys.spentInTotal(entry.campaignId()));
        }
        try {
            RedisFuture<List<KeyValue<String, String>>> amounts =
                    connection().async().mget(keys.toArray(String[]::new));
            await(amounts);
            List<KeyValue<String, String>> found = amounts.resultNow();
            long[] spendable = new long[entries.size()];
            for (int i = 0; i < spendable.length; i++) {
                spendable[i] =
                        RankSource.spendable(
                                entries.get(i),
                                amount(found.get(3 * i)),
                                amount(found.get(3 * i + 1)),
                                amount(found.get(3 * i + 2)));
            }
            return spendable;
        } catch (RedisException down) {
            throw new RankSourceDownException("Redis: " + down.getMessage(), down);
        }
    }

    /** Nothing topped up is no balance, nothing spent is nothing spent. */
    private static long amount(KeyValue<String, String> value) {
        return value.hasValue() ? Long.parseLong(value.getValue()) : 0;
    }

    private void await(RedisFuture<?>... futures) {
        if (!LettuceFutures.awaitAll(timeout, futures)) {
            throw new RedisCommandTimeoutException(
                    "no answer within " + timeout.toMillis() + " ms");
        }
    }

    /** Connected when first needed: the query side starts, and serves from the tables, without. */
    private StatefulRedisConnection<String, String> connection() {
        StatefulRedisConnection<String, String> open = connection;
        if (open != null) {
            return open;
        }
        // Whoever cannot wait for another lookup's attempt goes to the tables.
        if (!acquire(connecting)) {
            throw new RedisConnectionException("another lookup is connecting");
        }
        try {
            open = connection;
            if (open == null) {
                open = client.connect();
                connection = open;
            }
            return open;
        } finally {
            connecting.unlock();
        }
    }

    private boolean acquire(ReentrantLock lock) {
        try {
            return lock.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        StatefulRedisConnection<String, String> open = connection;
        if (open != null) {
            open.close();
        }
    }
}
