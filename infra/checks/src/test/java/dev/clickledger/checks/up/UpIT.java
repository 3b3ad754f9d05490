package dev.clickledger.checks.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.local.up.Addresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpIT {

    private static final int TERMINATED_BY_SIGTERM = 143;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir Path data;

    @Test
    void recoversFromAKillAndStopsWithoutLeavingAProcess() throws Exception {
        List<ProcessHandle> orphans;
        String balance;
        try (UpProcess up = UpProcess.start(data, "--sample").awaitReady()) {
            refusesASecondUpOnTheSameData();
            keepsItsSecretsToItself();
            assertThat(get(addresses().command(), "/actuator/prometheus"))
                    .contains("flink_jobmanager_job_numRestarts{", "operator_name=\"refund_once\"");
            await().until(() -> completedCheckpoints() > 0);
            balance = get(addresses().query(), "/v1/advertisers/hanbit-laptops/balance");
            orphans = up.descendants();
            up.kill();
            up.awaitExit();
        }
        assertThat(orphans).isNotEmpty();
        try (UpProcess up = UpProcess.start(data, "--sample").awaitReady()) {
            assertThat(orphans).noneMatch(ProcessHandle::isAlive);
            assertThat(get(addresses().query(), "/v1/advertisers/hanbit-laptops/balance"))
                    .isEqualTo(balance);
            assertThat(job()).contains("\"restored\":{\"id\":");
            List<ProcessHandle> children = up.descendants();
            up.terminate();
            assertThat(up.awaitExit()).isEqualTo(TERMINATED_BY_SIGTERM);
            assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(Addresses.read(data)).isEmpty();
            assertThat(up.output()).endsWith("Stopped.\n");
        }
    }

    @Test
    void stopsInTheMiddleOfAStart() throws IOException {
        try (UpProcess up = UpProcess.start(data).awaitOutput("PostgreSQL")) {
            List<ProcessHandle> children = up.descendants();
            up.terminate();
            up.awaitExit();
            assertThat(children).isNotEmpty();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private void refusesASecondUpOnTheSameData() throws IOException {
        try (UpProcess second = UpProcess.start(data)) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output()).contains("already running on " + data, "--data");
        }
    }

    private void keepsItsSecretsToItself() throws IOException {
        for (String secret : List.of("signing-keys", "postgres/password")) {
            assertThat(Files.getPosixFilePermissions(data.resolve(secret)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private Addresses addresses() {
        return Addresses.read(data).orElseThrow();
    }

    private int completedCheckpoints() throws Exception {
        String counts = job().replaceAll(".*\"completed\":(\\d+).*", "$1");
        return counts.matches("\\d+") ? Integer.parseInt(counts) : 0;
    }

    /** What Flink tells of its job's checkpoints. */
    private String job() throws Exception {
        String id = get(addresses().flink(), "/jobs").replaceAll(".*\"id\":\"(\\w+)\".*", "$1");
        return get(addresses().flink(), "/jobs/" + id + "/checkpoints");
    }

    private String get(URI base, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path)).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
