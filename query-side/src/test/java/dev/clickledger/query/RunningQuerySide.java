package dev.clickledger.query;

import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The query side over a real PostgreSQL and a real Redis, both empty at first. */
public final class RunningQuerySide implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PostgresServer postgres = PostgresServer.startEphemeral();
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
    private final RedisServer redis = RedisServer.startEphemeral();
    private final AdTokens tokens;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext application;
    private final int port;

    public RunningQuerySide() {
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(postgres.user());
        dataSource.setPassword(postgres.password());
        migrate("events", "classpath:db/event-store");
        migrate("views", "classpath:db/views");
        List<String> keys = List.of(SigningKeys.line(1, new byte[SigningKeys.KEY_BYTES]));
        tokens = new AdTokens(SigningKeys.parse(keys));
        application =
                QuerySideApplication.start(
                        Map.of(
                                "clickledger.query.port", 0,
                                "clickledger.postgres.url", postgres.jdbcUrl(),
                                "clickledger.postgres.user", postgres.user(),
                                "clickledger.postgres.password", postgres.password(),
                                "clickledger.redis.url", redis.url(),
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

    private void migrate(String schema, String location) {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .locations(location)
                .load()
                .migrate();
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

    public DataSource dataSource() {
        return dataSource;
    }

    public AdTokens tokens() {
        return tokens;
    }

    public RedisServer redis() {
        return redis;
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    public void sql(String... statements) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
        redis.close();
        postgres.close();
    }
}
