package dev.clickledger.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.local.ClickledgerCli;
import dev.clickledger.local.up.meters.JobMeters;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.Yaml;

/** The job as {@code up} runs it, and what {@code clickledger job} does to it. */
class LocalJobIT {

    private static final Logger LOG = LoggerFactory.getLogger(LocalJobIT.class);

    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final Path ALERTS = Path.of("../monitoring/clickledger-job-alerts.yaml");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private static KafkaServer kafka;

    @TempDir private Path data;
    @TempDir private Path elsewhere;

    private DataHome home;

    /** What a command said and how it ended. */
    private record Said(int exitCode, String out, String err) {}

    @BeforeAll
    static void startKafka() {
        kafka = KafkaServer.startEphemeral();
        LocalSystem.createTopics(kafka);
    }

    @AfterAll
    static void stopKafka() {
        kafka.close();
    }

    @BeforeEach
    void openData() {
        home = DataHome.open(data, false);
    }

    @Test
    void keepsItsStateAndGoesOnFromIt() throws Exception {
        String savepoint;
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (DataHome held = home;
                JobMeters meters = new JobMeters();
                LocalJob job = start(held, meters)) {
            meters.bindTo(registry);
            job.watchForWishes();
            writeAddresses(job);
            leavesOutAndShowsWhatItCannotRead();
            showsWhatTheAlertsLookAt(registry);

            Said kept = clickledger("savepoint", "--to", elsewhere.toString());
            assertThat(kept.exitCode()).as(kept.err()).isZero();
            savepoint = kept.out().strip();
            assertThat(Path.of(savepoint).getParent()).isEqualTo(elsewhere);
            assertThat(Path.of(savepoint, "_metadata")).isRegularFile();

            String before = job.id();
            Said restored = clickledger("restore", "--from", savepoint);
            assertThat(restored.exitCode()).as(restored.err()).isZero();
            assertThat(restored.out()).contains("goes on from " + savepoint);
            assertThat(job.id()).isNotEqualTo(before);
            assertThat(job.isRunning()).isTrue();

            goesOnWhenItCannotBeRestored(job);
            showsWhatTheAlertsLookAt(registry);
        }
        Said asked = clickledger("restore", "--from", savepoint);
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        assertThat(asked.out()).contains("next start");
        home = DataHome.open(data, false);
        try (DataHome held = home;
                JobMeters meters = new JobMeters();
                LocalJob job = start(held, meters)) {
            job.watchForWishes();
            await().atMost(AT_MOST).until(() -> new Restore(data).answered().isPresent());
            assertThat(new Restore(data).answered().get().failure()).isEmpty();
            assertThat(new Restore(data).wanted()).isEmpty();
        }
    }

    @Test
    void saysWhatToDoWithAFileThatIsNoCheckpoint() throws Exception {
        Path checkpoint = Files.createDirectories(home.checkpoints().resolve("old/chk-9"));
        Files.writeString(checkpoint.resolve("_metadata"), "no checkpoint");
        refusesToStart(checkpoint, "");
        assertThat(checkpoint.resolve("_metadata")).hasContent("no checkpoint");
    }

    @Test
    void saysWhatToDoWithStateThatItsOperatorsCannotRead() throws Exception {
        Path checkpoint = StateOfAnother.savepoint(home.checkpoints().resolve("old"));
        refusesToStart(checkpoint, "compatible");
        assertThat(checkpoint.resolve("_metadata")).isRegularFile();
    }

    private void refusesToStart(Path checkpoint, String why) throws Exception {
        try (DataHome held = home;
                JobMeters meters = new JobMeters();
                LocalJob job = LocalJob.start(held, kafka.bootstrapServers(), meters)) {
            await().atMost(AT_MOST).until(() -> job.refusal().isPresent());
            String message = job.refusal().orElseThrow().getMessage();
            LOG.info("{}", message);
            assertThat(message)
                    .contains(
                            "cannot go on from its newest checkpoint:\n  " + checkpoint,
                            why,
                            "job restore --from",
                            "move " + held.checkpoints())
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void refusesWhatCannotBe() {
        home.close();
        assertRefused(clickledger("savepoint"), "Nothing runs on " + data);
        assertRefused(clickledger("dead-letters"), "Nothing runs on " + data);
        assertRefused(clickledger("restore", "--from", elsewhere.toString()), "is no savepoint");
        Said silent = run("job", "savepoint", "--rest-url", NOWHERE.toString());
        assertRefused(silent, "Flink does not answer at " + NOWHERE);
        assertThat(new Restore(data).wanted()).isEmpty();
    }

    private void goesOnWhenItCannotBeRestored(LocalJob job) throws IOException {
        Path broken = Files.createDirectories(elsewhere.resolve("broken"));
        Files.writeString(broken.resolve("_metadata"), "no savepoint");
        Said refused = clickledger("restore", "--from", broken.toString());
        assertRefused(refused, "goes on as before");
        await().atMost(AT_MOST).until(job::isRunning);
    }

    private void leavesOutAndShowsWhatItCannotRead() {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topic.AD_EVENTS.topicName(), "d", "no \"JSON\""));
        }
        await().atMost(AT_MOST).until(() -> !clickledger("dead-letters").out().isBlank());
        assertThat(clickledger("dead-letters").out())
                .contains("\"topic\":\"ad-events\"", "no \\\"JSON\\\"", "\"reason\":\"");
    }

    @SuppressWarnings("unchecked")
    private static void showsWhatTheAlertsLookAt(PrometheusMeterRegistry registry)
            throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(ALERTS));
        Set<String> names = new TreeSet<>();
        for (Map<String, Object> group : (List<Map<String, Object>>) file.get("groups")) {
            for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
                assertThat(rule).containsKeys("alert", "expr", "labels", "annotations");
                Matcher name = Pattern.compile("flink_\\w+").matcher(rule.get("expr").toString());
                assertThat(name.find()).as("a metric in %s", rule).isTrue();
                name.reset();
                name.results().forEach(found -> names.add(found.group()));
            }
        }
        assertThat(names).hasSizeGreaterThan(8);
        await().atMost(AT_MOST)
                .untilAsserted(
                        () -> {
                            String scraped = registry.scrape();
                            assertThat(names).allMatch(name -> scraped.contains("\n" + name + "{"));
                        });
        assertThat(registry.getMeters().size()).isBetween(100, 1_000);
    }

    private LocalJob start(DataHome held, JobMeters meters) {
        LocalJob job = LocalJob.start(held, kafka.bootstrapServers(), meters);
        await().atMost(AT_MOST).until(job::isRunning);
        return job;
    }

    private void writeAddresses(LocalJob job) {
        new Addresses(
                        NOWHERE,
                        NOWHERE,
                        null,
                        "none",
                        "none",
                        "none",
                        kafka.bootstrapServers(),
                        job.rest())
                .write(home.addresses());
    }

    private static void assertRefused(Said said, String why) {
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.err()).contains(why).doesNotContain("\tat ");
    }

    private Said clickledger(String command, String... options) {
        String[] all = new String[options.length + 4];
        all[0] = "job";
        all[1] = command;
        all[2] = "--data";
        all[3] = data.toString();
        System.arraycopy(options, 0, all, 4, options.length);
        return run(all);
    }

    private static Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                ClickledgerCli.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(arguments);
        return new Said(exitCode, out.toString(), err.toString());
    }
}
