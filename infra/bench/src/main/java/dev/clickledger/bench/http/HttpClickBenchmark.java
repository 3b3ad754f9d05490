package dev.clickledger.bench.http;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Contest;
import dev.clickledger.bench.Latency;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.charge.ChargeCore;
import dev.clickledger.bench.clicks.Market;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** POST /v1/clicks end to end, against a bare POST on the same server. */
public final class HttpClickBenchmark {

    private static final String CASE = "http-click";
    private static final long SEED = 20171107;
    private static final int ADVERTISERS = 100;
    private static final int CONNECTIONS = 256;

    /**
     * Turns before the rounds: for its first minute under load the server's compiler takes as much
     * of the processor as its Java code does.
     */
    private static final int WARM_UPS = 15;

    private static final Duration AT_HALF = Duration.ofSeconds(10);
    private static final String CHARGES = "SELECT count(*) FROM events.click_register";

    private HttpClickBenchmark() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        if (!plan.wants(CASE)) {
            return List.of();
        }
        Path directory = Files.createTempDirectory("clickledger-bench-");
        try (Databases databases = Databases.start();
                Database database = databases.eventStore();
                KafkaServer kafka = KafkaServer.startEphemeral()) {
            var market = new Market(ADVERTISERS, SEED);
            try (ChargeCore core = ChargeCore.start(database)) {
                core.open(market);
            }
            createTopics(kafka);
            String keyLine = newKey();
            Path keys = Files.writeString(directory.resolve("signing.keys"), keyLine);
            plan.progress().println("  starting the command side");
            try (CommandSideProcess side =
                    CommandSideProcess.start(database, kafka.bootstrapServers(), keys, directory)) {
                var tokens = new AdTokens(SigningKeys.parse(List.of(keyLine)));
                return measure(
                        plan, side, new ClickRequests(market, tokens, new Random(SEED)), database);
            }
        }
    }

    private static List<Comparison> measure(
            Plan plan, CommandSideProcess side, ClickRequests requests, Database database)
            throws Exception {
        var charged =
                new Posts("POST /v1/clicks", "/v1/clicks", side.port(), CONNECTIONS, requests);
        var bare = new Posts("bare-post", BarePost.PATH, side.port(), CONNECTIONS, requests);
        Comparison peak =
                new Contest(
                                "requests/s",
                                List.of(new Contest.Pair(CASE, charged, bare)),
                                plan.progress(),
                                WARM_UPS)
                        .hold(plan.rounds(), plan.each())
                        .getFirst();
        double half = peak.ours() / 2;
        plan.progress()
                .printf(
                        "  %d s at half of the peak rate, %,.0f a second%n",
                        AT_HALF.toSeconds(), half);
        OpenLoop.Result result = charged.openLoop(half, AT_HALF);
        Latency atHalf = Latency.of(result.latencies());
        if (atHalf == null) {
            throw new VoidResultException("nobody was answered at half of the peak rate");
        }
        long stored = database.number(CHARGES);
        if (stored != charged.answered()) {
            throw new VoidResultException(
                    "%,d clicks were answered as charged, but %,d are stored"
                            .formatted(charged.answered(), stored));
        }
        return List.of(
                peak.with(
                        atHalf,
                        "its p50/p99 are at half of the peak, %,.0f a second, from when a request was due, %,d refused; the peer's at the peak"
                                .formatted(half, result.refused())));
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
