package dev.clickledger.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.stream.matching.AttributionPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSettingsTest {

    @Test
    void needsOnlyTheBroker() {
        JobSettings settings =
                JobSettings.ofArguments("--clickledger.kafka.bootstrap-servers=kafka:9092");

        assertThat(settings).isEqualTo(JobSettings.forBroker("kafka:9092"));
        assertThat(settings.clicksGroup()).isEqualTo("flink-duplicate-detector");
        assertThat(settings.ordersGroup()).isEqualTo("flink-conversion-matcher");
        assertThat(settings.transactionTimeout()).isLessThan(Duration.ofMinutes(15));
        assertThat(settings.attribution()).isEqualTo(AttributionPolicy.shipped());
    }

    @Test
    void takesWhatIsGiven() {
        JobSettings settings =
                JobSettings.of(
                        Map.of(
                                JobSettings.BOOTSTRAP_SERVERS,
                                "a:1,b:2",
                                JobSettings.CONVERSION_EVENTS_TOPIC,
                                "order.completed",
                                JobSettings.CHECKPOINT_INTERVAL_MILLIS,
                                "10000",
                                JobSettings.PARALLELISM,
                                "4",
                                JobSettings.TRANSACTIONAL_ID_PREFIX,
                                "blue",
                                "something.else",
                                "ignored"));

        assertThat(settings.bootstrapServers()).isEqualTo("a:1,b:2");
        assertThat(settings.conversionEventsTopic()).isEqualTo("order.completed");
        assertThat(settings.checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.parallelism()).isEqualTo(4);
        assertThat(settings.transactionalIdPrefix()).isEqualTo("blue");
    }

    @Test
    void takesAnotherFraudPolicyAndRefusesOneThatIsNone(@TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("policy.json");
        try (InputStream shipped = JobSettings.class.getResourceAsStream("/fraud-policy.json")) {
            String ours = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    file, ours.replace("\"more_than_clicks\": 10", "\"more_than_clicks\": 7"));
        }
        var properties =
                Map.of(
                        JobSettings.BOOTSTRAP_SERVERS,
                        "a:1",
                        JobSettings.FRAUD_POLICY_FILE,
                        file.toString());

        assertThat(JobSettings.of(properties).fraudPolicy().clickFlood().moreThanClicks())
                .isEqualTo(7);

        Files.writeString(file, "{\"version\": \"1\"}");
        assertThatThrownBy(() -> JobSettings.of(properties))
                .hasMessage(file + ": duplicate_click is missing");
    }

    @Test
    void takesAnotherAttributionPolicy(@TempDir Path directory) throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("policy.json"),
                        "{\"version\":\"week\",\"look_back_hours\":168,\"halo\":false}");

        JobSettings settings =
                JobSettings.of(
                        Map.of(
                                JobSettings.BOOTSTRAP_SERVERS,
                                "a:1",
                                JobSettings.ATTRIBUTION_POLICY,
                                file.toString()));

        assertThat(settings.attribution()).isEqualTo(new AttributionPolicy("week", 168, false));
    }

    @Test
    void takesAnotherQualityPolicy(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("policy.json");
        try (InputStream shipped = JobSettings.class.getResourceAsStream("/quality-policy.json")) {
            String ours = new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, ours.replace("\"prior_clicks\": 50", "\"prior_clicks\": 80"));
        }

        JobSettings settings =
                JobSettings.of(
                        Map.of(
                                JobSettings.BOOTSTRAP_SERVERS,
                                "a:1",
                                JobSettings.QUALITY_POLICY,
                                file.toString()));

        assertThat(settings.quality().priorClicks()).isEqualTo(80);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> JobSettings.of(Map.of()))
                .hasMessageContaining("--clickledger.kafka.bootstrap-servers=HOST:PORT");
        assertThatThrownBy(() -> JobSettings.ofArguments("kafka:9092"))
                .hasMessageContaining("--name=value");
        assertThatThrownBy(
                        () ->
                                JobSettings.of(
                                        Map.of(
                                                JobSettings.BOOTSTRAP_SERVERS, "a:1",
                                                JobSettings.PARALLELISM, "many")))
                .hasMessage("clickledger.job.parallelism must be a whole number");
        assertThatThrownBy(
                        () ->
                                JobSettings.of(
                                        Map.of(
                                                JobSettings.BOOTSTRAP_SERVERS, "a:1",
                                                JobSettings.TRANSACTION_TIMEOUT_MILLIS, "1000")))
                .hasMessageContaining("longer than a checkpoint interval");
    }
}
