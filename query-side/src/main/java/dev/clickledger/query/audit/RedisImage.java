package dev.clickledger.query.audit;

import dev.clickledger.eventstore.Position;
import dev.clickledger.readmodel.rank.CampaignFacts;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankField;
import dev.clickledger.readmodel.rank.RankKey;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All of Redis at one moment, with the position it had then. One script reads it, so no batch of
 * the projection comes in between; lookups wait for it (some tens of milliseconds for ten thousand
 * keys). It is small: Redis holds only live data.
 *
 * @param amounts balances, budgets and campaigns' facts by key
 * @param ranks field → value of the rank lists, by key
 * @param traffic quarter hour → clicks of each business day, by key
 * @param upFor how long the server has been running: it began empty
 */
record RedisImage(
        Position position,
        Map<String, String> amounts,
        Map<String, Map<String, String>> ranks,
        Map<String, Map<String, String>> traffic,
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
            local amounts, ranks, traffic = {}, {}, {}
            for i = 1, 3 do
                for key in pairs(keys(ARGV[i])) do
                    amounts[#amounts + 1] = key
                    amounts[#amounts + 1] = redis.call('GET', key) or ''
                end
            end
            local function hashes(prefix, into)
                for key in pairs(keys(prefix)) do
                    into[#into + 1] = key
                    into[#into + 1] = redis.call('HGETALL', key)
                end
            end
            hashes(ARGV[4], ranks)
            hashes(ARGV[5], traffic)
            local up = string.match(redis.call('INFO', 'server'), 'uptime_in_seconds:(%d+)')
            return {position, amounts, ranks, traffic, up}
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
                                    RedisKeys.FACTS_PREFIX,
                                    RedisKeys.RANK_PREFIX,
                                    RedisKeys.TRAFFIC_PREFIX);
            return all.isEmpty()
                    ? null
                    : new RedisImage(
                            Position.parse((String) all.get(0)),
                            texts((List<?>) all.get(1)),
                            hashes((List<?>) all.get(2)),
                            hashes((List<?>) all.get(3)),
                            Duration.ofSeconds(Long.parseLong((String) all.get(4))));
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
                (key, fields) ->
                        fields.forEach(
                                (name, value) -> comparisons.ranks.find(rank(key, name, value))));
        traffic.forEach(
                (key, clicks) ->
                        clicks.forEach(
                                (quarterHour, count) ->
                                        comparisons.ranks.find(
                                                new String[] {key, quarterHour, count})));
    }

    /** As lookups read it, with its campaign's facts; as it is when they cannot read it. */
    private String[] rank(String key, String name, String value) {
        try {
            var field = new RankField(name, value);
            String facts = amounts.get(RedisKeys.facts(field.campaignId()));
            if (facts != null) {
                RankEntry entry = field.entry(new RankKey(key), CampaignFacts.parse(facts));
                return new String[] {key, entry.member(), entry.toJson()};
            }
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            // Shown as it is.
        }
        return new String[] {key, name, value};
    }

    /** How many keys it has. */
    long size() {
        return (long) amounts.size() + ranks.size() + traffic.size();
    }
}
