package dev.clickledger.local.stores;

import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.local.up.Addresses;
import dev.clickledger.local.up.DataHome;
import dev.clickledger.local.up.UpRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** Where the books are kept, and what had to be started to read them. */
public final class Stores implements AutoCloseable {

    private final DataSource dataSource;
    private final @Nullable String redisUrl;
    private final AutoCloseable started;

    private Stores(DataSource dataSource, @Nullable String redisUrl, AutoCloseable started) {
        this.dataSource = dataSource;
        this.redisUrl = redisUrl;
        this.started = started;
    }

    /**
     * Those of a data directory: where it runs when it runs, else its PostgreSQL started for this.
     */
    static Stores of(Path data, PrintWriter out) {
        if (!Files.isDirectory(data.resolve("postgres"))) {
            throw new UpRefused(
                    data.toAbsolutePath().normalize()
                            + " holds no books. Name the data directory with --data DIR.");
        }
        return DataHome.isHeld(data) ? running(data, out) : stopped(data, out);
    }

    /** Those of servers that run elsewhere. */
    static Stores at(
            String postgresUrl,
            @Nullable String user,
            @Nullable String password,
            @Nullable String redisUrl) {
        return new Stores(postgres(postgresUrl, user, password), redisUrl, () -> {});
    }

    private static Stores running(Path data, PrintWriter out) {
        Addresses addresses =
                Addresses.read(data)
                        .orElseThrow(
                                () ->
                                        new UpRefused(
                                                "Clickledger is starting or stopping on "
                                                        + data
                                                        + ". Try again in a moment."));
        out.println("Reading the books of the system that runs on " + data);
        return at(
                addresses.postgres(), addresses.postgresUser(), password(data), addresses.redis());
    }

    private static Stores stopped(Path data, PrintWriter out) {
        out.println("Reading the books in " + data + " (nothing runs there: Redis has nothing)");
        DataHome home = DataHome.open(data, false);
        PostgresServer server;
        try {
            server = PostgresServer.start(home.postgres());
        } catch (RuntimeException notStarted) {
            home.close();
            throw notStarted;
        }
        return new Stores(
                postgres(server.jdbcUrl(), server.user(), server.password()),
                null,
                () -> {
                    try (home) {
                        server.close();
                    }
                });
    }

    private static DataSource postgres(
            String url, @Nullable String user, @Nullable String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static String password(Path data) {
        try {
            return Files.readString(data.resolve("postgres").resolve("password")).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public @Nullable String redisUrl() {
        return redisUrl;
    }

    @Override
    public void close() {
        try {
            started.close();
        } catch (Exception failed) { // AutoCloseable's own signature.
            throw new IllegalStateException(failed);
        }
    }
}
