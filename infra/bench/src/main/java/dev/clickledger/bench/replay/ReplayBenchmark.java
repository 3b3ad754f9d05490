package dev.clickledger.bench.replay;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Contest.Pair;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.clicks.ChargedClicks;
import dev.clickledger.bench.clicks.Clicks;
import dev.clickledger.bench.clicks.Market;
import dev.clickledger.bench.clicks.TwoRowInserts;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import dev.clickledger.embedded.RedisServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Events a second from the first one into a view, charges of a thousand advertisers. */
public final class ReplayBenchmark {

    private static final String CASE = "replay";
    private static final long SEED = 20171107;
    private static final int ADVERTISERS = 1_000;
    private static final int EACH_COMMIT = 100;

    /** As many events as our subscriptions take at once. */
    private static final int BATCH = 1_000;

    private ReplayBenchmark() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        if (!plan.wants(CASE)) {
            return List.of();
        }
        int events = plan.events();
        var clicks =
                new ChargedClicks(new Clicks(new Market(ADVERTISERS, SEED), events, SEED), SEED);
        try (Databases databases = Databases.start();
                Database store = databases.eventStore();
                Database axons = databases.empty();
                RedisServer ourRedis = RedisServer.startEphemeral();
                RedisServer axonsRedis = RedisServer.startEphemeral()) {
            plan.progress().printf("  storing %,d charges, twice%n", events);
            append(store, clicks);
            LettuceConnectionFactory connections = connectionsTo(axonsRedis);
            try (var ours = new LiveView(store, ourRedis, events);
                    var axon =
                            new AxonReplay(
                                    axons, clicks, new StringRedisTemplate(connections), BATCH)) {
                List<Comparison> compared =
                        plan.compare(
                                "events/s",
                                List.of(
                                        new Pair(CASE, ours, axon),
                                        new Pair(CASE, ours, new Copy(store, events))));
                checkSame(ours.redis(), new StringRedisTemplate(connections));
                return compared;
            } finally {
                connections.destroy();
            }
        }
    }

    private static void append(Database store, ChargedClicks clicks) throws SQLException {
        try (var inserts = new TwoRowInserts(store.connect())) {
            for (int from = 0; from < clicks.count(); from += EACH_COMMIT) {
                inserts.commit(clicks, from, Math.min(EACH_COMMIT, clicks.count() - from));
            }
        }
        store.execute("VACUUM ANALYZE events.event");
    }

    private static LettuceConnectionFactory connectionsTo(RedisServer server) {
        var connections =
                new LettuceConnectionFactory(
                        new RedisStandaloneConfiguration("127.0.0.1", server.port()));
        connections.afterPropertiesSet();
        connections.start();
        return connections;
    }

    /** Both have built the same view. */
    private static void checkSame(StringRedisTemplate ours, StringRedisTemplate axons) {
        Map<String, String> own = amounts(ours);
        Map<String, String> others = amounts(axons);
        if (own.isEmpty() || !own.equals(others)) {
            throw new VoidResultException(
                    "two views differ: %d and %d keys".formatted(own.size(), others.size()));
        }
    }

    private static Map<String, String> amounts(StringRedisTemplate redis) {
        Map<String, String> amounts = new TreeMap<>();
        Set<String> keys = redis.keys("b*");
        for (String key : keys) {
            String amount = redis.opsForValue().get(key);
            if (amount != null) {
                amounts.put(key, amount);
            }
        }
        return amounts;
    }
}
