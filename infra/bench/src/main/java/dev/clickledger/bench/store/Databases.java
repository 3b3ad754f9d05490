package dev.clickledger.bench.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.eventstore.RegisterPartitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/**
 * A durable PostgreSQL and databases on it: each that is asked for is a fresh copy of the event
 * store as the migrations make it.
 *
 * <p>No checkpoint is forced between runs, and therefore no database is dropped (which forces one):
 * it would make every contender that updates random pages write each of them whole again.
 */
public final class Databases implements AutoCloseable {

    private static final String TEMPLATE = "bench_template";
    private static final String ADMIN = "clickledger";

    private final PostgresServer server;
    private final AtomicInteger numbers = new AtomicInteger();

    private Databases(PostgresServer server) {
        this.server = server;
    }

    public static Databases start() {
        var databases = new Databases(PostgresServer.startEphemeral());
        try {
            databases.admin("CREATE DATABASE " + TEMPLATE);
            databases.migrateTemplate();
            return databases;
        } catch (SQLException | RuntimeException failed) {
            databases.close();
            throw new IllegalStateException("the benchmark's database", failed);
        }
    }

    private void migrateTemplate() {
        Database template = database(TEMPLATE);
        Flyway.configure()
                .dataSource(template.url(), template.user(), template.password())
                .locations("classpath:db/event-store")
                .schemas("events")
                .defaultSchema("events")
                .initSql("SET transaction_timeout = 0")
                .load()
                .migrate();
        try (HikariDataSource pool = template.pool(1)) {
            new RegisterPartitions(pool).ensure(Instant.now());
        }
    }

    /** A fresh event store. Closing it empties it. */
    public Database eventStore() throws SQLException {
        return create("TEMPLATE " + TEMPLATE);
    }

    /** A fresh database with nothing in it. */
    public Database empty() throws SQLException {
        return create("");
    }

    private Database create(String how) throws SQLException {
        Database made = database("bench_" + numbers.incrementAndGet());
        admin("CREATE DATABASE " + made.name() + " " + how);
        return made;
    }

    private Database database(String name) {
        String url = server.jdbcUrl().replaceFirst("/" + ADMIN + "$", "/" + name);
        return new Database(name, url, server.user(), server.password());
    }

    private void admin(String sql) throws SQLException {
        try (Connection connection =
                        Database.connect(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
