package dev.clickledger.query.audit;

import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All of Redis at one moment, with the position it had then. One script reads it, so no batch of
 * the projection comes in between; lookups wait for it (some tens of milliseconds for ten thousand
 * keys). It is small: Redis holds only live data.
 *
 * @param amounts balances and budgets by key
 * @param ranks field → JSON of the rank lists, by key
 * @param upFor how long the server has been running: it began empty
 */
record RedisImage(
        Position position,
        Map<String, String> amounts,
        Map<String, Map<String, String>> ranks,
        Duration upFor) {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String READ_ALL =
            """
            local function keys(prefix)
                local found, cursor = {}, '0'
                repeat
                    local page = redis.call('SCAN', cursor, 'MATCH', prefix .. '*', 'COUNT', 1000)
                    cursor = page[1]
                    for _, key in ipairs(page[2]) do found[key] = true end
                until cursor == '0'
                return found
            end
            local position = redis.call('GET', KEYS[1])
            if not position then return {} end
            local amounts, ranks = {}, {}
            for i = 1, 2 do
                for key in pairs(keys(ARGV[i])) do
                    amounts[#amounts + 1] = key
                    amounts[#amounts + 1] = redis.call('GET', key) or ''
                end
            end
            for key in pairs(keys(ARGV[3])) do
                ranks[#ranks + 1] = key
                ranks[#ranks + 1] = redis.call('HGETALL', key)
            end
            local up = string.match(redis.call('INFO', 'server'), 'uptime_in_seconds:(%d+)')
            return {position, amounts, ranks, up}
            """;

    /**
     * @return {@code null} when Redis holds no complete view
     * @throws io.lettuce.core.RedisException when it can't be read
     */
    static @Nullable RedisImage read(String url) {
        RedisURI uri = RedisURI.create(url);
        uri.setTimeout(TIMEOUT);
        RedisClient client = RedisClient.create(uri);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            List<Object> all =
                    connection
                            .sync()
                            .eval(
                                    READ_ALL,
                                    ScriptOutputType.MULTI,
                                    new String[] {RedisKeys.POSITION},
                                    RedisKeys.BALANCE_PREFIX,
                                    RedisKeys.BUDGET_PREFIX,
                                    RedisKeys.RANK_PREFIX);
            return all.isEmpty()
                    ? null
                    : new RedisImage(
                            Position.parse((String) all.get(0)),
                            texts((List<?>) all.get(1)),
                            hashes((List<?>) all.get(2)),
                            Duration.ofSeconds(Long.parseLong((String) all.get(3))));
        } finally {
            client.shutdown();
        }
    }

    private static Map<String, String> texts(List<?> flat) {
        Map<String, String> texts = new TreeMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            texts.put((String) flat.get(i), (String) flat.get(i + 1));
        }
        return texts;
    }

    private static Map<String, Map<String, String>> hashes(List<?> flat) {
        Map<String, Map<String, String>> hashes = new TreeMap<>();
        for (int i = 0; i < flat.size(); i += 2) {
            hashes.put((String) flat.get(i), texts((List<?>) flat.get(i + 1)));
        }
        return hashes;
    }

    /** Hands its contents to the comparison. */
    void rows(ExpectedLive.Comparisons comparisons) {
        amounts.forEach((key, value) -> comparisons.amounts.find(new String[] {key, value}));
        ranks.forEach(
                (key, entries) ->
                        entries.forEach(
                                (ad, json) ->
                                        comparisons.ranks.find(new String[] {key, ad, json})));
    }

    /** How many keys it has. */
    long size() {
        return (long) amounts.size() + ranks.size();
    }
}
