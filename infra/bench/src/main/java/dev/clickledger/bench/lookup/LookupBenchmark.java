package dev.clickledger.bench.lookup;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Contest;
import dev.clickledger.bench.Latency;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.http.OpenLoop;
import dev.clickledger.bench.http.ServerProcess;
import dev.clickledger.bench.replay.LiveView;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import dev.clickledger.embedded.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * GET /v1/ads end to end: five ads of two hundred candidates, ten thousand live ads; against a bare
 * GET on the same server and against Vert.x, and how fresh it is while ranks change.
 */
public final class LookupBenchmark {

    private static final String ADS = "ads-5-of-200";
    private static final long SEED = 20171107;
    private static final int CONNECTIONS = 32;
    private static final int ADS_ASKED_FOR = 5;

    /** Turns before the rounds: in its first seconds under load the server mostly compiles. */
    private static final int WARM_UPS = 8;

    private static final int MOST_TRIES = 50;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final double MOST_PER_SECOND = 5_000;
    private static final Duration OPEN_LOOP_FOR = Duration.ofSeconds(10);
    private static final byte[] AD_TOKEN = "\"ad_token\":".getBytes(StandardCharsets.US_ASCII);

    private LookupBenchmark() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        if (!plan.wants(ADS)
                && !plan.wants(ChangingRanks.FRESHNESS)
                && !plan.wants(ChangingRanks.HITS)) {
            return List.of();
        }
        Path directory = Files.createTempDirectory("clickledger-bench-");
        try (Databases databases = Databases.start();
                Database database = databases.eventStore();
                RedisServer redis = RedisServer.startEphemeral();
                KafkaServer kafka = KafkaServer.startEphemeral();
                var market = new LiveMarket(database, SEED)) {
            createTopics(kafka);
            Path keys = Files.writeString(directory.resolve("signing.keys"), newKey());
            plan.progress().println("  storing and projecting 10,000 ads, starting the query side");
            market.open();
            try (var projections = new LiveView(database, redis, 0);
                    QuerySideProcess side =
                            QuerySideProcess.start(
                                    database,
                                    redis.url(),
                                    kafka.bootstrapServers(),
                                    keys,
                                    directory)) {
                List<Comparison> all = new ArrayList<>();
                if (plan.wants(ADS)) {
                    all.addAll(lookups(plan, side, redis, directory));
                }
                all.addAll(ChangingRanks.run(plan, side, market));
                return all;
            }
        }
    }

    private static List<Comparison> lookups(
            Plan plan, QuerySideProcess side, RedisServer redis, Path directory) throws Exception {
        askForEveryList(side);
        byte[] answer = side.get(LiveMarket.lookup(0)).body();
        var lookups =
                new Gets(
                        "GET /v1/ads",
                        side.port(),
                        CONNECTIONS,
                        LiveMarket.lookups(),
                        LookupBenchmark::hasFiveAds);
        var bare =
                new Gets(
                        "bare-get",
                        side.port(),
                        CONNECTIONS,
                        List.of(BareGet.PATH + "?bytes=" + answer.length),
                        body -> body.length == answer.length);
        int port = ServerProcess.freePort();
        putAnswer(redis, answer.length);
        try (ServerProcess ignored =
                ServerProcess.start(
                        VertxServer.class,
                        List.of(
                                Integer.toString(port),
                                redis.url(),
                                Integer.toString(answer.length)),
                        Map.of(),
                        port,
                        VertxServer.FROM_REDIS,
                        directory)) {
            Gets lettuce = vertx("vertx-lettuce", port, VertxServer.FROM_REDIS, answer.length);
            Gets heap = vertx("vertx-heap", port, VertxServer.FROM_HEAP, answer.length);
            List<Comparison> peaks =
                    new Contest(
                                    "requests/s",
                                    List.of(
                                            new Contest.Pair(ADS, lookups, bare),
                                            new Contest.Pair(ADS, lookups, lettuce),
                                            new Contest.Pair(ADS, lookups, heap)),
                                    plan.progress(),
                                    WARM_UPS)
                            .hold(plan.rounds(), plan.each());
            return withServerTimes(plan, side, lookups, answer.length, peaks);
        }
    }

    private static List<Comparison> withServerTimes(
            Plan plan, QuerySideProcess side, Gets lookups, int bytes, List<Comparison> peaks)
            throws Exception {
        double rate = Math.min(MOST_PER_SECOND, peaks.getFirst().ours() / 2);
        plan.progress().printf("  %d s at %,.0f a second%n", OPEN_LOOP_FOR.toSeconds(), rate);
        side.get(ServerTimes.PATH);
        OpenLoop.Result result = lookups.openLoop(rate, OPEN_LOOP_FOR);
        String[] times = side.get(ServerTimes.PATH).text().split(",");
        Latency client = Latency.of(result.latencies());
        if (client == null || times.length != 2) {
            throw new VoidResultException("nobody was answered at a fixed rate");
        }
        var inServer = new Latency(Double.parseDouble(times[0]), Double.parseDouble(times[1]));
        String note =
                "its p50/p99 are in the server at %,.0f a second; at the client, from when a request was due, %.2f / %.2f ms; an answer has %,d bytes"
                        .formatted(rate, client.p50Millis(), client.p99Millis(), bytes);
        List<Comparison> all = new ArrayList<>(peaks);
        all.set(0, peaks.getFirst().with(inServer, note));
        return all;
    }

    /**
     * Lists come into the heap when they are first asked for. A cold server asked for all of them
     * at once falls back to the read tables, which this database does not have.
     */
    private static void askForEveryList(QuerySideProcess side) throws Exception {
        for (String path : LiveMarket.lookups()) {
            int tries = 0;
            while (!hasFiveAds(side.get(path).body())) {
                if (++tries == MOST_TRIES) {
                    throw new VoidResultException(path + " has no ads");
                }
                Thread.sleep(BETWEEN_TRIES);
            }
        }
    }

    private static Gets vertx(String name, int port, String path, int bytes) {
        return new Gets(name, port, CONNECTIONS, List.of(path), body -> body.length == bytes);
    }

    private static boolean hasFiveAds(byte[] body) {
        int found = 0;
        for (int i = 0; i + AD_TOKEN.length <= body.length; i++) {
            if (body[i] == AD_TOKEN[0]
                    && Arrays.equals(body, i, i + AD_TOKEN.length, AD_TOKEN, 0, AD_TOKEN.length)) {
                found++;
                i += AD_TOKEN.length - 1;
            }
        }
        return found == ADS_ASKED_FOR;
    }

    private static void putAnswer(RedisServer server, int bytes) {
        RedisClient client = RedisClient.create(server.url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            connection
                    .sync()
                    .set(
                            VertxServer.VALUE,
                            new String(BareGet.json(bytes), StandardCharsets.US_ASCII));
        } finally {
            client.shutdown();
        }
    }

    private static void createTopics(KafkaServer kafka) {
        KafkaTopics.create(
                kafka.bootstrapServers(),
                Arrays.stream(Topic.values())
                        .map(
                                topic ->
                                        new KafkaTopics.Shape(
                                                topic.topicName(),
                                                topic.partitions(),
                                                topic.kept()))
                        .toList());
    }

    private static String newKey() {
        var key = new byte[SigningKeys.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return SigningKeys.line(1, key);
    }
}
