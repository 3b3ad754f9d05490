package dev.clickledger.checks.crash;

import dev.clickledger.embedded.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL on one directory and port for as long as the test runs, whatever happens to it. */
final class DurableStore implements AutoCloseable {

    private static final int MOST_LOOKS = 5_000;

    private final Path directory;
    private final int port;
    private PostgresServer server;

    DurableStore(Path directory) {
        this.directory = directory;
        this.server = PostgresServer.start(directory);
        this.port = server.port();
    }

    PostgresServer server() {
        return server;
    }

    DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(server.jdbcUrl());
        source.setUser(server.user());
        source.setPassword(server.password());
        return source;
    }

    /** All its processes at once, with no warning. */
    void kill() throws IOException, InterruptedException {
        ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        List<String> command = new ArrayList<>(List.of("kill", "-KILL"));
        all.forEach(process -> command.add(Long.toString(process.pid())));
        // One that has ended by itself is no failure.
        new ProcessBuilder(command).start().waitFor();
        for (ProcessHandle process : all) {
            process.onExit().join();
        }
        server.close();
    }

    /** Returns when it accepts connections again. */
    void restart() {
        server = PostgresServer.start(directory, port);
    }

    /**
     * Ends sessions of the command side that are committing at the moment they are looked at.
     *
     * @return how many were
     */
    int terminateCommitting(int most) throws SQLException {
        int ended = 0;
        try (Connection connection = dataSource().getConnection();
                Statement look = connection.createStatement()) {
            for (int looks = 0; looks < MOST_LOOKS && ended < most; looks++) {
                try (ResultSet row =
                        look.executeQuery(
                                """
                                SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
                                WHERE application_name = 'clickledger-command-side' AND state = 'active'
                                    AND query ILIKE 'commit%'
                                """)) {
                    row.next();
                    ended += row.getInt(1);
                }
            }
        }
        return ended;
    }

    @Override
    public void close() {
        server.close();
    }
}
