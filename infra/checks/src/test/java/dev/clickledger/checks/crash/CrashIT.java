package dev.clickledger.checks.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.FreePorts;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rounds of load over HTTP, in each of which something dies at a random moment and comes back. The
 * moment is counted in answers, and seeded: {@code -Dclickledger.crash.seed=…} for the same ones
 * again, {@code -Dclickledger.crash.rounds=…} for more.
 */
class CrashIT {

    private static final int CALLERS = 24;
    private static final int FEWEST_ANSWERS = 100;
    private static final int MORE_ANSWERS = 1_500;
    private static final int ANSWERS_AFTERWARDS = 300;

    private static final Duration CHARGED_AGAIN_WITHIN = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A consumer that was killed is missed after 10 s, and only then another takes over. */
    private static final Duration REFUNDED_WITHIN = Duration.ofSeconds(60);

    @TempDir static Path directory;

    private enum Crash {
        COMMAND_SIDE_KILLED,
        POSTGRES_KILLED,
        COMMITTING_SESSIONS_ENDED,
        BOTH_KILLED
    }

    @Test
    void losesNoAcknowledgedChargeAndMakesNoneTwice() throws Exception {
        long seed = Long.getLong("clickledger.crash.seed", System.nanoTime());
        int rounds = Integer.getInteger("clickledger.crash.rounds", 4);
        System.out.println("CrashIT: -Dclickledger.crash.seed=" + seed);
        var random = new Random(seed);
        String key = SigningKeys.line(1, new byte[SigningKeys.KEY_BYTES]);
        Path keys = Files.writeString(directory.resolve("signing.keys"), key);
        int port = FreePorts.pick();
        try (KafkaServer kafka = KafkaServer.startEphemeral();
                DurableStore store = new DurableStore(directory.resolve("postgres"));
                Refunds refunds = new Refunds(topics(kafka));
                CommandSideProcess side =
                        CommandSideProcess.start(properties(kafka, store, keys), port, directory);
                Caller caller = new Caller(port)) {
            side.awaitReady();
            var market = new Market(key);
            market.open(caller);
            try (Load load = new Load(market, caller, refunds)) {
                for (int round = 0; round < rounds; round++) {
                    Crash crash =
                            round < Crash.values().length
                                    ? Crash.values()[round]
                                    : Crash.values()[random.nextInt(Crash.values().length)];
                    load.start(CALLERS, random);
                    round(round, crash, random, load, side, store);
                    load.stop();
                    Reckoning.of(market, store.dataSource()).mustAgreeWith(load);
                }
                await().atMost(REFUNDED_WITHIN)
                        .until(
                                () ->
                                        Reckoning.of(market, store.dataSource())
                                                .refundedClicks()
                                                .equals(load.toRefund().keySet()));
                Reckoning all = Reckoning.of(market, store.dataSource());
                all.mustAgreeWith(load);
                all.mustHoldNothingElseThan(load);
                Reckoning.registersMustAgree(store.dataSource());
                System.out.printf(
                        "CrashIT: %,d clicks decided, %,d refunded, %,d top-ups%n",
                        all.decided(), all.refundedClicks().size(), load.credited().size());
            }
        }
    }

    private static void round(
            int round,
            Crash crash,
            Random random,
            Load load,
            CommandSideProcess side,
            DurableStore store)
            throws Exception {
        int moment = FEWEST_ANSWERS + random.nextInt(MORE_ANSWERS);
        // Struck by the thread that has just got that answer; the others are in mid-flight.
        CompletableFuture<Void> struck =
                load.answersFromNow(moment).thenRun(() -> strike(crash, side, store));
        struck.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        switch (crash) {
            case COMMAND_SIDE_KILLED -> {
                side.awaitDeath();
                side.restart();
                side.awaitReady();
            }
            case POSTGRES_KILLED -> store.restart();
            case COMMITTING_SESSIONS_ENDED -> {
                // The server is up, and so is the command side.
            }
            case BOTH_KILLED -> {
                side.awaitDeath();
                store.restart();
                side.restart();
                side.awaitReady();
            }
        }
        long back = System.nanoTime();
        long charged =
                Objects.requireNonNull(
                        await().atMost(PATIENCE)
                                .until(() -> load.chargedAtOrAfter(back), Objects::nonNull));
        Duration pause = Duration.ofNanos(charged - back);
        System.out.printf(
                "CrashIT: round %d, %s after %d answers, charging again after %d ms%n",
                round + 1, crash, moment, pause.toMillis());
        assertThat(pause).as(side.said()).isLessThan(CHARGED_AGAIN_WITHIN);
        load.answersFromNow(ANSWERS_AFTERWARDS).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void strike(Crash crash, CommandSideProcess side, DurableStore store) {
        try {
            switch (crash) {
                case COMMAND_SIDE_KILLED -> side.kill();
                case POSTGRES_KILLED -> store.kill();
                case COMMITTING_SESSIONS_ENDED ->
                        assertThat(store.terminateCommitting(5)).isPositive();
                case BOTH_KILLED -> {
                    side.kill();
                    store.kill();
                }
            }
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static Map<String, Object> properties(
            KafkaServer kafka, DurableStore store, Path signingKeys) {
        return Map.of(
                "clickledger.postgres.url", store.server().jdbcUrl(),
                "clickledger.postgres.user", store.server().user(),
                "clickledger.postgres.password", store.server().password(),
                "clickledger.kafka.bootstrap-servers", kafka.bootstrapServers(),
                "clickledger.signing-key-file", signingKeys,
                "clickledger.sealing.key-file", signingKeys.resolveSibling("sealing.pem"),
                "clickledger.sealing.roots-directory", signingKeys.resolveSibling("roots"));
    }

    private static String topics(KafkaServer kafka) {
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
        return kafka.bootstrapServers();
    }
}
