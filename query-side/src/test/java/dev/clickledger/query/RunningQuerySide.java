package dev.clickledger.query;

import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.embedded.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query side, and a client of it. */
public final class RunningQuerySide implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AdTokens tokens;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext application;
    private final int port;

    /**
     * @param redisUrl may lead nowhere
     */
    public RunningQuerySide(PostgresServer postgres, String redisUrl) {
        List<String> keys = List.of(SigningKeys.line(1, new byte[SigningKeys.KEY_BYTES]));
        tokens = new AdTokens(SigningKeys.parse(keys));
        application =
                QuerySideApplication.start(
                        Map.of(
                                "clickledger.query.port", 0,
                                "clickledger.postgres.url", postgres.jdbcUrl(),
                                "clickledger.postgres.user", postgres.user(),
                                "clickledger.postgres.password", postgres.password(),
                                "clickledger.redis.url", redisUrl,
                                "clickledger.sandbox", true,
                                "clickledger.signing-key-file", keyFile(keys)));
        port = ((ServletWebServerApplicationContext) application).getWebServer().getPort();
    }

    private static Path keyFile(List<String> keys) {
        try {
            Path file = Files.createTempFile("signing", ".keys");
            file.toFile().deleteOnExit();
            return Files.write(file, keys);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One answer of the query side. */
    public record Answer(int status, String contentType, String text, HttpResponse<String> raw) {

        public JsonNode json() {
            return JSON.readTree(text);
        }
    }

    /**
     * @param pathAndQuery encoded already
     * @param headers name, value, name, value …
     */
    public Answer get(String pathAndQuery, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.body(),
                    response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(String name, Class<T> type) {
        return application.getBean(name, type);
    }

    public AdTokens tokens() {
        return tokens;
    }

    @Override
    public void close() {
        http.close();
        application.close();
    }
}
