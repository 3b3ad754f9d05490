package dev.clickledger.projections;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.eventstore.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Real PostgreSQL with an event store, Redis and Kafka with its topics, for a test class. */
public final class Parts implements AutoCloseable {

    public final PostgresServer postgres = PostgresServer.startEphemeral();
    public final KafkaServer kafka = KafkaServer.startEphemeral();
    public final RedisServer redis = RedisServer.startEphemeral();
    public final JdbcTemplate sql;

    private final DataSource dataSource;
    private final EventCodec codec = new EventCodec();
    private final Map<String, Long> sequences = new HashMap<>();

    public Parts() {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        dataSource = source;
        sql = new JdbcTemplate(source);
        Flyway.configure()
                .dataSource(source)
                .schemas("events")
                .locations("classpath:db/event-store")
                .load()
                .migrate();
    }

    public void createTopics() {
        KafkaTopics.create(
                kafka.bootstrapServers(),
                Arrays.stream(Topic.values())
                        .map(t -> new KafkaTopics.Shape(t.topicName(), t.partitions(), t.kept()))
                        .toList());
    }

    /** Starts the application as it is started elsewhere. */
    public ConfigurableApplicationContext start(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.putIfAbsent("clickledger.postgres.url", postgres.jdbcUrl());
        properties.putIfAbsent("clickledger.postgres.user", postgres.user());
        properties.putIfAbsent("clickledger.postgres.password", postgres.password());
        properties.putIfAbsent("clickledger.redis.url", redis.url());
        properties.putIfAbsent("clickledger.kafka.bootstrap-servers", kafka.bootstrapServers());
        return ProjectionsApplication.start(properties);
    }

    public Connection connection() throws SQLException {
        return dataSource.getConnection();
    }

    /** Appends events in one transaction. */
    public void append(List<? extends DomainEvent> events) throws Exception {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO events.event
                                    (event_id, aggregate_id, sequence, type, revision, at, payload)
                                VALUES (?, ?, ?, ?, ?, ?, ?)
                                """)) {
            connection.setAutoCommit(false);
            for (DomainEvent event : events) {
                EventCodec.Encoded encoded = codec.encode(event);
                String aggregate = aggregateOf(event);
                insert.setObject(1, UUID.randomUUID());
                insert.setString(2, aggregate);
                insert.setLong(3, sequences.merge(aggregate, 1L, Long::sum) - 1);
                insert.setShort(4, encoded.type());
                insert.setShort(5, encoded.revision());
                insert.setTimestamp(6, Timestamp.from(event.at()));
                insert.setBytes(7, encoded.payload());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    public void append(DomainEvent... events) throws Exception {
        append(List.of(events));
    }

    public String newestPosition() {
        return sql.queryForObject(
                "SELECT tx || ':' || position FROM events.event ORDER BY tx DESC, position DESC LIMIT 1",
                String.class);
    }

    @Override
    public void close() {
        redis.close();
        kafka.close();
        postgres.close();
    }

    private static String aggregateOf(DomainEvent event) {
        return switch (event) {
            case AdvertiserEvent e -> "advertiser/" + e.advertiserId();
            case CampaignEvent e -> "campaign/" + e.campaignId();
            case BalanceEvent e -> "balance/" + e.advertiserId();
            case OrderEvent e -> "order/" + e.orderId();
            case ProductEvent e -> "product/" + e.productId();
            case SandboxEvent ignored -> "sandbox/clock";
        };
    }
}
