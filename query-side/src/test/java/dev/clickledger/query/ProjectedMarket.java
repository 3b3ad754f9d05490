package dev.clickledger.query;

import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.projections.ProjectionsApplication;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A real PostgreSQL and Redis with the {@link RecordedMarket}, as the real projections left them
 * when they had read all of it.
 */
public final class ProjectedMarket implements AutoCloseable {

    private static final Duration CATCHES_UP_WITHIN = Duration.ofSeconds(90);
    private static final Duration KEPT = Duration.ofHours(1);

    private final PostgresServer postgres = PostgresServer.startEphemeral();
    private final RedisServer redis = RedisServer.startEphemeral();
    private final RedisClient client = RedisClient.create(redis.url());
    private final StatefulRedisConnection<String, String> connection = client.connect();
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();

    public ProjectedMarket() throws SQLException {
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(postgres.user());
        dataSource.setPassword(postgres.password());
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("events")
                .locations("classpath:db/event-store")
                .load()
                .migrate();
        RecordedMarket.record(dataSource);
        try (KafkaServer kafka = KafkaServer.startEphemeral()) {
            KafkaTopics.create(
                    kafka.bootstrapServers(),
                    List.of(
                            new KafkaTopics.Shape("campaign-events", 1, KEPT),
                            new KafkaTopics.Shape("ad-events", 1, KEPT),
                            new KafkaTopics.Shape("conversion-events", 1, KEPT)));
            project(kafka);
        }
    }

    private void project(KafkaServer kafka) {
        String newest =
                text(
                        "SELECT tx || ':' || position FROM events.event ORDER BY tx DESC, position DESC LIMIT 1");
        try (ConfigurableApplicationContext projections =
                ProjectionsApplication.start(
                        Map.of(
                                "clickledger.postgres.url", postgres.jdbcUrl(),
                                "clickledger.postgres.user", postgres.user(),
                                "clickledger.postgres.password", postgres.password(),
                                "clickledger.redis.url", redis.url(),
                                "clickledger.kafka.bootstrap-servers", kafka.bootstrapServers(),
                                "clickledger.sandbox", true))) {
            await().atMost(CATCHES_UP_WITHIN)
                    .until(
                            () ->
                                    projections.isActive()
                                            && Objects.equals(
                                                    redis().get("projection:position"), newest)
                                            && Objects.equals(
                                                    text(
                                                            "SELECT position FROM views.subscription WHERE name = 'read-tables'"),
                                                    newest));
        }
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public RedisServer redisServer() {
        return redis;
    }

    public RedisCommands<String, String> redis() {
        return connection.sync();
    }

    /** Tells query sides that somebody else than the projections has changed Redis. */
    public void changedRedis() {
        redis().incr("projection:change");
    }

    public PGSimpleDataSource dataSource() {
        return dataSource;
    }

    public void sql(String... statements) {
        try (Connection database = dataSource.getConnection();
                Statement statement = database.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** The first column of the first row. */
    public String text(String query) {
        try (Connection database = dataSource.getConnection();
                Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Stores another event in the place of one, as somebody who knows the format would. */
    public void rewrite(String position, String json, String replacement) {
        EventCodec codec = new EventCodec();
        try (Connection database = dataSource.getConnection();
                Statement select = database.createStatement();
                PreparedStatement update =
                        database.prepareStatement(
                                "UPDATE events.event SET payload = ? WHERE position = ?")) {
            DomainEvent event;
            try (ResultSet row =
                    select.executeQuery(
                            "SELECT type, revision, payload FROM events.event WHERE position = "
                                    + position)) {
                row.next();
                event = codec.decode(row.getShort(1), row.getShort(2), row.getBytes(3));
            }
            String changed =
                    ContractJson.strict().writeValueAsString(event).replace(json, replacement);
            update.setBytes(
                    1,
                    codec.encode(ContractJson.strict().readValue(changed, event.getClass()))
                            .payload());
            update.setLong(2, Long.parseLong(position));
            update.executeUpdate();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
        redis.close();
        postgres.close();
    }
}
