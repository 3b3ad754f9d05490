package dev.clickledger.query.ranks;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Redis, asked anew for every lookup. */
final class RedisRanks implements RankSource, AutoCloseable {

    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    RedisRanks(RedisClient client) {
        this.client = client;
    }

    @Override
    public RankLists ranks(List<RankKey> keys, LocalDate businessDay) {
        try {
            var redis = connection().sync();
            String position = redis.get(RedisKeys.POSITION);
            if (position == null) {
                throw new NothingToServeException("Redis holds no finished view");
            }
            List<List<RankEntry>> lists = new ArrayList<>(keys.size());
            Map<CampaignId, Spending> spending = new HashMap<>();
            for (RankKey key : keys) {
                List<RankEntry> list =
                        redis.hvals(key.value()).stream()
                                .map(RankEntry::fromJson)
                                .sorted(RankLists.BEST_FIRST)
                                .toList();
                lists.add(list);
                for (RankEntry entry : list) {
                    List<KeyValue<String, String>> amounts =
                            redis.mget(
                                    RedisKeys.balance(entry.advertiserId()),
                                    RedisKeys.spentOn(entry.campaignId(), businessDay),
                                    RedisKeys.spentInTotal(entry.campaignId()));
                    spending.put(
                            entry.campaignId(),
                            new Spending(
                                    amount(amounts.get(0)),
                                    amount(amounts.get(1)),
                                    0,
                                    amount(amounts.get(2))));
                }
            }
            return new ReadLists(Position.parse(position).offset(), lists, spending);
        } catch (RedisException down) {
            throw new RankSourceDownException("Redis: " + down.getMessage(), down);
        }
    }

    @Override
    public TrafficCurve trafficCurve(LocalDate businessDay) {
        return TrafficCurve.UNKNOWN;
    }

    private static long amount(KeyValue<String, String> value) {
        return value.hasValue() ? Long.parseLong(value.getValue()) : 0;
    }

    private synchronized StatefulRedisConnection<String, String> connection() {
        if (connection == null) {
            connection = client.connect();
        }
        return connection;
    }

    @Override
    public synchronized void close() {
        if (connection != null) {
            connection.close();
        }
    }
}
