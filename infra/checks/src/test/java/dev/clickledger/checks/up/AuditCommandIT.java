package dev.clickledger.checks.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.local.ClickledgerCli;
import dev.clickledger.local.up.Addresses;
import io.lettuce.core.RedisClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./clickledger audit}, beside a running system and on what it leaves. */
class AuditCommandIT {

    private static final int HOLDS = 0;
    private static final int DIFFERS = 1;

    private static final int UNDECIDED = 2;

    @TempDir Path data;
    @TempDir Path elsewhere;

    @Test
    void provesAndNamesWhatWasChangedBehindItsBackRunningAndStopped() throws Exception {
        Path key = elsewhere.resolve("key.pem");
        Path root = elsewhere.resolve("root.json");
        Path proof = elsewhere.resolve("proof.json");
        try (UpProcess up = UpProcess.start(data, "--sample").awaitReady()) {
            Files.copy(data.resolve("sealing-key.pem.pub"), key);
            exportAClick(proof);
            holdAnAuctionAgain();
            Audit exported = audit("root", "--out", root.toString());
            buildTheViewsAgain();
            Audit untouched = verify("--public-key", key.toString(), "--root", root.toString());
            changeABalanceInRedis();
            Audit withAnotherBalance = verify();
            changeALedgerRow();

            assertThat(exported.exitCode()).isEqualTo(HOLDS);
            assertThat(untouched.said())
                    .contains("The books hold", "rows of Redis", "events sealed")
                    .doesNotContain("not compared: the");
            assertThat(untouched.exitCode()).isEqualTo(HOLDS);
            assertThat(withAnotherBalance.said())
                    .contains("balance:hanbit-laptops", "1 thing differs");
            assertThat(withAnotherBalance.exitCode()).isEqualTo(DIFFERS);
        }
        Audit stopped = verify("--root", root.toString());

        // A system that was stopped has everything sealed.
        assertThat(stopped.said())
                .contains("not compared: Redis", "views.ledger_entry", "1 thing differs")
                .doesNotContain("not sealed yet");
        assertThat(stopped.exitCode()).isEqualTo(DIFFERS);
        checkElsewhere(proof, key);
    }

    /** An advertiser has the file and the key, and nothing else. */
    private void checkElsewhere(Path proof, Path key) throws Exception {
        Audit checked = run("check", proof.toString(), "--public-key", key.toString());
        Path changed = elsewhere.resolve("changed.json");
        Files.writeString(
                changed,
                Files.readString(proof).replaceFirst("\"amount\" : \\d+", "\"amount\" : 1"));
        Audit ofAnother = run("check", changed.toString(), "--public-key", key.toString());
        Audit ofNothing = run("check", key.toString(), "--public-key", key.toString());

        assertThat(checked.said()).contains("Proved:", "was charged", "won");
        assertThat(checked.exitCode()).isEqualTo(HOLDS);
        assertThat(ofAnother.said()).contains("proves nothing", "not what was sealed");
        assertThat(ofAnother.exitCode()).isEqualTo(DIFFERS);
        assertThat(ofNothing.exitCode()).isEqualTo(UNDECIDED);
        assertThat(withoutOurCode(proof, key)).isEqualTo(HOLDS);
        assertThat(withoutOurCode(changed, key)).isEqualTo(DIFFERS);
        assertThat(withoutOurCode(key, key)).isEqualTo(UNDECIDED);
    }

    private static int withoutOurCode(Path proof, Path key) throws Exception {
        Process script =
                new ProcessBuilder(
                                "python3", "-B", "check_proof.py", proof.toString(), key.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return script.waitFor();
    }

    private void exportAClick(Path proof) throws Exception {
        JsonNode ad =
                await().until(
                                () ->
                                        call(
                                                        addresses().query(),
                                                        "/v1/ads?placement=CATEGORY&category=electronics/computers&max_ads=1",
                                                        null)
                                                .path("ads")
                                                .path(0),
                                found -> found.has("ad_token"));
        call(
                addresses().command(),
                "/v1/clicks",
                """
                {"ad_token": "%s", "device_id": "phone-8", "session_id": "visit-8"}
                """
                        .formatted(ad.path("ad_token").asString()));
        String click = ad.path("click_id").asString();
        await().untilAsserted(
                        () ->
                                assertThat(
                                                audit(
                                                                "export",
                                                                "--click",
                                                                click,
                                                                "--out",
                                                                proof.toString())
                                                        .exitCode())
                                        .isEqualTo(HOLDS));
    }

    /** What is verified afterwards is what was built again. */
    private void buildTheViewsAgain() {
        for (String view : List.of("live", "read-tables")) {
            Audit rebuilt = command("rebuild", view, "--data", data.toString());

            assertThat(rebuilt.said()).contains(view + " was built again and is served");
            assertThat(rebuilt.exitCode()).isEqualTo(HOLDS);
        }
    }

    /** Of a page that was filled, after which the ranks changed. */
    private void holdAnAuctionAgain() throws Exception {
        JsonNode page =
                call(
                        addresses().query(),
                        "/v1/ads?placement=CATEGORY&category=electronics/computers&max_ads=3",
                        null);
        String auction = page.path("auction_id").asString();
        String best = page.path("ads").path(0).path("campaign_id").asString();
        JsonNode paused = call(addresses().command(), "/v1/campaigns/" + best + "/pause", "{}");
        assertThat(paused.path("status").asString()).isEqualTo("PAUSED");

        Audit again =
                await().until(
                                () -> audit("auction", "--id", auction),
                                asked -> asked.exitCode() != UNDECIDED);
        Audit ofAnother = audit("auction", "--id", "no-such-auction");

        assertThat(again.said())
                .contains("The same ads win", page.path("ads").path(0).path("ad_id").asString());
        assertThat(again.exitCode()).isEqualTo(HOLDS);
        assertThat(ofAnother.said()).contains("auction-log has no auction no-such-auction");
        assertThat(ofAnother.exitCode()).isEqualTo(UNDECIDED);
    }

    private static JsonNode call(URI at, String path, @Nullable String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(at.resolve(path)).header("Content-Type", "application/json");
        if (body != null) {
            request.POST(HttpRequest.BodyPublishers.ofString(body));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(
                            client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                                    .body());
        }
    }

    @Test
    void saysThatADirectoryHoldsNoBooks() {
        Audit nothing = verify();

        assertThat(nothing.exitCode()).isEqualTo(UNDECIDED);
        assertThat(data).isEmptyDirectory();
    }

    private record Audit(int exitCode, String said) {}

    private Audit verify(String... options) {
        return audit("verify", options);
    }

    private Audit audit(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(command, "--data", data.toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private static Audit run(String... arguments) {
        return command(
                Stream.concat(Stream.of("audit"), Arrays.stream(arguments)).toArray(String[]::new));
    }

    private static Audit command(String... arguments) {
        var said = new StringWriter();
        int exitCode =
                ClickledgerCli.commandLine()
                        .setOut(new PrintWriter(said))
                        .setErr(new PrintWriter(said))
                        .execute(arguments);
        return new Audit(exitCode, said.toString());
    }

    private void changeABalanceInRedis() {
        try (RedisClient client = RedisClient.create(addresses().redis());
                var connection = client.connect()) {
            connection.sync().set("balance:hanbit-laptops", "1");
        }
    }

    private void changeALedgerRow() throws Exception {
        String password = Files.readString(data.resolve("postgres").resolve("password")).strip();
        try (Connection connection =
                        DriverManager.getConnection(
                                addresses().postgres(), addresses().postgresUser(), password);
                Statement change = connection.createStatement()) {
            assertThat(
                            change.executeUpdate(
                                    "UPDATE views.ledger_entry SET amount = amount + 1"
                                            + " WHERE advertiser_id = 'hanbit-laptops' AND click_id IS NULL"))
                    .isEqualTo(1);
        }
    }

    private Addresses addresses() {
        return Addresses.read(data).orElseThrow();
    }
}
