package dev.clickledger.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.stream.RunningJob.StateOn;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.OrderMessage;
import dev.clickledger.stream.intake.TopicMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The job of today goes on from savepoints of yesterday's, kept in the test resources, and tells
 * what an undisturbed run would have told. {@code -Dsavepoint=write} writes those that are missing
 * from the list, never one that is there:
 *
 * <pre>
 * ./mvnw -pl flink-cep -am verify -Dsavepoint=write -Dit.test=StateEvolutionIT \
 *     -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
class StateEvolutionIT {

    private static final Path KEPT = Path.of("src/test/resources/savepoints");

    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    /** Each with the seed of its days: a new one when state has changed, the old ones stay. */
    private static final Map<String, Long> SAVEPOINTS =
            Map.of("2026-11-windows-fraud-matching", 7L);

    @TempDir private Path directory;

    /** The format is that of no state backend: what was taken on heap goes on in RocksDB, too. */
    private static List<Arguments> savepoints() {
        return SAVEPOINTS.keySet().stream()
                .sorted()
                .flatMap(name -> Stream.of(StateOn.values()).map(on -> Arguments.of(name, on)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("savepoints")
    void goesOnFrom(String savepoint, StateOn stateOn) throws Exception {
        long seed = SAVEPOINTS.get(savepoint);
        SeededDays days = new SeededDays(seed, 200, 100);
        Path file = KEPT.resolve(savepoint + ".zip");
        if (Files.notExists(file) && "write".equals(System.getProperty("savepoint"))) {
            keep(days, file);
        }
        assertThat(file).as("run with -Dsavepoint=write for a new one").exists();
        KeptSavepoint kept = KeptSavepoint.read(file);
        assertThat(kept.days())
                .as("SeededDays makes the same days as when the savepoint was taken, seed %d", seed)
                .isEqualTo(fingerprint(days));

        try (KafkaServer kafka = KafkaServer.startEphemeral();
                TestTopics topics = new TestTopics(kafka.bootstrapServers())) {
            writeFirstHalf(days, topics);
            // So that the offsets in the savepoint mean here what they meant there.
            kept.told().conversions().forEach(topics::writeConversion);
            topics.flush();
            Path unpacked = kept.unpack(directory.resolve("kept"));
            try (RunningJob job = RunningJob.start(settings(kafka), directory, unpacked, stateOn)) {
                writeSecondHalf(days, topics);
                topics.writeHeartbeats(END);
                job.awaitCommitted(END);
            }

            Results after = Results.on(topics);
            assertThat(after.compensations()).as("told after it, seed %d", seed).isNotEmpty();
            Results results = kept.told().and(after);
            results.areWhatTheRulesSay(days, seed);
            results.haveEachRevisionOnce(seed);
        }
    }

    private void keep(SeededDays days, Path file) throws Exception {
        try (KafkaServer kafka = KafkaServer.startEphemeral();
                TestTopics topics = new TestTopics(kafka.bootstrapServers())) {
            Instant half = writeFirstHalf(days, topics);
            Path savepoint;
            try (RunningJob job =
                    RunningJob.start(settings(kafka), directory, null, StateOn.HEAP)) {
                job.awaitCommitted(half);
                savepoint = job.savepoint(directory.resolve("savepoints"));
            }
            byte[] metadata = Files.readAllBytes(savepoint.resolve("_metadata"));
            new KeptSavepoint(fingerprint(days), metadata, Results.on(topics)).write(file);
        }
    }

    private static JobSettings settings(KafkaServer kafka) {
        return JobSettings.forBroker(kafka.bootstrapServers())
                .withCheckpointInterval(Duration.ofMillis(500))
                .withMetrics(ClickledgerJobTest.ALL_CORRECTABLE);
    }

    /** With heartbeats that nothing of the second half belies; the earlier of the two. */
    private static Instant writeFirstHalf(SeededDays days, TestTopics topics) {
        List<AdEventMessage> ads = days.clickMessages;
        List<OrderMessage> orders = days.orderMessages;
        ads.subList(0, ads.size() / 2).forEach(topics::write);
        orders.subList(0, orders.size() / 2).forEach(topics::write);
        long clicksThrough = earliest(ads.subList(ads.size() / 2, ads.size())) - 1;
        long ordersThrough = earliest(orders.subList(orders.size() / 2, orders.size())) - 1;
        topics.write(AdEventMessage.heartbeat(clicksThrough));
        topics.write(OrderMessage.heartbeat(ordersThrough));
        topics.flush();
        return Instant.ofEpochMilli(Math.min(clicksThrough, ordersThrough));
    }

    private static void writeSecondHalf(SeededDays days, TestTopics topics) {
        List<AdEventMessage> ads = days.clickMessages;
        List<OrderMessage> orders = days.orderMessages;
        ads.subList(ads.size() / 2, ads.size()).forEach(topics::write);
        orders.subList(orders.size() / 2, orders.size()).forEach(topics::write);
    }

    private static long earliest(List<? extends TopicMessage> messages) {
        return messages.stream()
                .filter(message -> !message.isHeartbeat())
                .filter(message -> !(message instanceof AdEventMessage ad) || ad.click() != null)
                .mapToLong(TopicMessage::timeMillis)
                .min()
                .orElseThrow();
    }

    private static String fingerprint(SeededDays days) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (AdEventMessage message : days.clickMessages) {
            String id =
                    message.click() != null
                            ? message.click().clickId()
                            : message.isHeartbeat() ? "" : message.impression().eventId();
            digest.update((message.timeMillis() + " " + id + "\n").getBytes(UTF_8));
        }
        for (OrderMessage message : days.orderMessages) {
            String id = message.isHeartbeat() ? "" : message.order().eventId();
            digest.update((message.timeMillis() + " " + id + "\n").getBytes(UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
