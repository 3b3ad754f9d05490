package dev.clickledger.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises to a newcomer, on a fresh clone of the last commit. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FreshCloneIT {

    private static final Duration BUILD_AND_RUN = Duration.ofMinutes(20);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @TempDir static Path directory;

    private static Path clone;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void cloneTheLastCommit() throws Exception {
        assumeTrue(Files.exists(Repository.root().resolve(".git")), "not a git repository");
        clone = directory.resolve("clone");
        git(directory, "clone", "--quiet", Repository.root().toString(), clone.toString());
        git(clone, "checkout", "--quiet", git(Repository.root(), "rev-parse", "HEAD").strip());
    }

    @Test
    @Order(1)
    void theDemoRunsAndItsBooksBalance() throws Exception {
        try (Child demo = Child.start(clone, "./clickledger", "demo")) {
            assertThat(demo.exitWithin(BUILD_AND_RUN)).as(demo.said()).isZero();
            assertThat(demo.said()).contains("The books balance.");
        }
    }

    @Test
    @Order(2)
    void theSampleMarketShowsAnAdChargesItsClickAndKeepsTheCharge() throws Exception {
        Path data = directory.resolve("data");
        try (Child up =
                Child.start(
                        clone,
                        "./clickledger",
                        "up",
                        "--sample",
                        "--data",
                        data.toString(),
                        "--command-port",
                        "0",
                        "--query-port",
                        "0")) {
            await().atMost(BUILD_AND_RUN).until(() -> up.saidLine("READY") || !up.isAlive());
            assertThat(up.saidLine("READY")).as(up.said()).isTrue();
            Properties addresses = addresses(data);
            URI command = URI.create(addresses.getProperty("command.url"));
            URI query = URI.create(addresses.getProperty("query.url"));

            String ad =
                    get(
                            query,
                            "/v1/ads?placement=CATEGORY&category=electronics/computers&max_ads=1"
                                    + "&device_id=device-1");
            String click =
                    click(
                            command,
                            """
                            {"ad_token": "%s", "device_id": "device-1", "session_id": "session-1"}
                            """
                                    .formatted(field("ad_token", ad)));
            assertThat(field("outcome", click)).isEqualTo("CHARGED");
            String ledger = "/v1/advertisers/" + field("advertiser_id", ad) + "/ledger?limit=5";
            await().atMost(A_MINUTE)
                    .untilAsserted(
                            () ->
                                    assertThat(get(query, ledger))
                                            .contains(field("click_id", click), "CHARGE"));

            up.terminate();
            up.exitWithin(A_MINUTE);
            assertThat(up.saidLine("Stopped.")).as(up.said()).isTrue();
        }
    }

    private String get(URI base, String path) throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(base.resolve(path)).build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String click(URI base, String body) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(base.resolve("/v1/clicks"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static Properties addresses(Path data) throws IOException {
        var addresses = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("ports.properties"))) {
            addresses.load(reader);
        }
        return addresses;
    }

    private static String field(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        assertThat(matcher.find()).as(name + " in " + json).isTrue();
        return matcher.group(1);
    }

    private static String git(Path directory, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Child git = Child.start(directory, command);
        assertThat(git.exitWithin(A_MINUTE)).as(git.said()).isZero();
        return git.said();
    }
}
