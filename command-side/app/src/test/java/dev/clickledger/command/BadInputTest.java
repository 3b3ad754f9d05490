package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.command.ledger.UntouchedLedger;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.http.HttpConfiguration;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/**
 * Every malformed input over HTTP, without a store behind it: so nothing can have been stored, or
 * the answer would be an internal error. {@link BadInputIT} has the rows that need one.
 */
class BadInputTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static ConfigurableApplicationContext application;
    private static int port;

    /** No configuration by annotation, so that no scan finds it. */
    @ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        ValidationAutoConfiguration.class
    })
    @ComponentScan(
            basePackages = {
                "dev.clickledger.command.advertisers",
                "dev.clickledger.command.campaigns",
                "dev.clickledger.command.charge",
                "dev.clickledger.command.impressions",
                "dev.clickledger.command.ledger",
                "dev.clickledger.command.once",
                "dev.clickledger.command.orders",
                "dev.clickledger.command.products",
                "dev.clickledger.command.sandbox",
                "dev.clickledger.command.topups"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = ".*\\.LedgerConfiguration"))
    @Import({HttpConfiguration.class, UntouchedLedger.class})
    static class NothingBehindIt {}

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        Path keys = directory.resolve("keys");
        Files.writeString(keys, SigningKeys.line(1, new byte[SigningKeys.KEY_BYTES]));
        application =
                new SpringApplicationBuilder(NothingBehindIt.class)
                        .run(
                                "--spring.config.name=none",
                                "--spring.main.banner-mode=off",
                                "--server.port=0",
                                "--clickledger.kafka.bootstrap-servers=127.0.0.1:1",
                                "--clickledger.signing-key-file=" + keys);
        port = ((WebServerApplicationContext) application).getWebServer().getPort();
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    static List<BadInput> rows() {
        return BadInput.malformed();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefusedByName(BadInput row) throws Exception {
        HttpResponse<String> answer =
                HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + row.path()))
                                .header("Content-Type", "application/json")
                                .method(row.method(), BodyPublishers.ofString(row.body()))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(row.status());
        JsonNode problem = ContractJson.strict().readTree(answer.body());
        assertThat(problem.get("type").asString()).endsWith("/" + row.type());
        if (!row.field().isEmpty()) {
            assertThat(problem.get("errors").valueStream().map(one -> one.get("field").asString()))
                    .contains(row.field());
        }
    }
}
