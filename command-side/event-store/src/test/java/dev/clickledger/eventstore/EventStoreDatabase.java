package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.embedded.PostgresServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL with the event store's schema, for one test class. */
public final class EventStoreDatabase implements AutoCloseable {

    private final PostgresServer server;
    private final DataSource dataSource;
    private final EventCodec codec = new EventCodec();

    private EventStoreDatabase(PostgresServer server, DataSource dataSource) {
        this.server = server;
        this.dataSource = dataSource;
    }

    public static EventStoreDatabase start() {
        PostgresServer server = PostgresServer.startEphemeral();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        EventStoreDatabase database = new EventStoreDatabase(server, source);
        database.migrate();
        return database;
    }

    /** As at every start. */
    void migrate() {
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("events")
                .locations("classpath:db/event-store")
                .load()
                .migrate();
    }

    public DataSource dataSource() {
        return dataSource;
    }

    /** Appends one event as any writer would, on the caller's transaction. */
    public void append(Connection connection, String aggregateId, long sequence, DomainEvent event)
            throws SQLException {
        EventCodec.Encoded encoded = codec.encode(event);
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        INSERT INTO events.event (event_id, aggregate_id, sequence, type, revision, at, payload)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """)) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, aggregateId);
            insert.setLong(3, sequence);
            insert.setShort(4, encoded.type());
            insert.setShort(5, encoded.revision());
            insert.setTimestamp(6, Timestamp.from(event.at()));
            insert.setBytes(7, encoded.payload());
            insert.executeUpdate();
        }
    }

    public void clear() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement truncate = connection.createStatement()) {
            truncate.execute(
                    "TRUNCATE events.event, events.seal, events.seal_leaves, events.seal_key");
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
