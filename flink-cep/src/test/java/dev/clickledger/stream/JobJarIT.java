package dev.clickledger.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.OrderMessage;
import dev.clickledger.stream.progress.JobProgress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job's jar on a cluster that knows Flink but neither us nor Kafka, CEP or Jackson 3. */
class JobJarIT {

    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private static final Duration AT_MOST = Duration.ofMinutes(3);

    /** What the jar has to bring. */
    private static final List<String> NOT_ON_A_CLUSTER =
            List.of(
                    "/contracts",
                    "/flink-cep/target/classes",
                    "flink-cep-",
                    "flink-connector-kafka",
                    "flink-connector-base",
                    "/org/apache/kafka/",
                    "/tools/jackson/",
                    "/com/fasterxml/jackson/",
                    "/com/github/luben/",
                    "jspecify",
                    "embedded");

    @TempDir private Path directory;

    @Test
    void runsOnAClusterFromItsJarAlone() throws Exception {
        try (KafkaServer kafka = KafkaServer.startEphemeral();
                TestTopics topics = new TestTopics(kafka.bootstrapServers())) {
            topics.write(AdEventMessage.of(Clicks.click("a", Clicks.NOON)));
            topics.write(AdEventMessage.of(Clicks.click("b", Clicks.NOON + 1)));
            topics.write(OrderMessage.of(Clicks.purchase("o", Clicks.NOON + Clicks.HOUR)));
            topics.writeHeartbeats(END);

            Process cluster = start(kafka.bootstrapServers());
            try {
                String[] submitted = awaitSubmission(cluster);
                new JobProgress(URI.create(submitted[0]), submitted[1])
                        .awaitCommitted(END, AT_MOST);
            } finally {
                cluster.getOutputStream().close();
                cluster.waitFor();
            }

            assertThat(topics.committed(Topic.COMPENSATION_EVENTS, CompensationRecord.class))
                    .singleElement()
                    .satisfies(c -> assertThat(c.clickIds()).containsExactly("b"));
            assertThat(topics.committed(Topic.AD_EVENTS, AdEventRecord.class))
                    .filteredOn(record -> record.eventType().equals("CONVERSION"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.clickId()).isEqualTo("a"));
        }
    }

    private Process start(String bootstrapServers) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags());
        command.addAll(
                List.of(
                        "-cp",
                        classPath(),
                        ClusterWithoutUs.class.getName(),
                        System.getProperty("clickledger.job-jar"),
                        directory.toString(),
                        "--clickledger.kafka.bootstrap-servers=" + bootstrapServers,
                        "--clickledger.job.checkpoint-interval-millis=200"));
        Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        CompletableFuture.delayedExecutor(AT_MOST.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        return process;
    }

    private static String[] awaitSubmission(Process cluster) throws IOException {
        // Not closed: the cluster goes on writing.
        BufferedReader lines = cluster.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(ClusterWithoutUs.SUBMITTED)) {
                // Or it would stop at a full pipe.
                Thread.ofVirtual().start(() -> lines.lines().forEach(System.out::println));
                return line.substring(ClusterWithoutUs.SUBMITTED.length()).split(" ", 2);
            }
            System.out.println(line);
        }
        throw new AssertionError("the cluster ended without a job");
    }

    private static List<String> jvmFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .toList();
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NOT_ON_A_CLUSTER.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
