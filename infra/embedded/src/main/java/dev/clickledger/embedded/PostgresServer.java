package dev.clickledger.embedded;

import dev.clickledger.embedded.ServerProcess.Program;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A durable PostgreSQL (fsync and synchronous_commit on: an acknowledged charge survives a power
 * cut) with its data under a directory that outlives it: a second start on the same directory finds
 * what the first has stored. It listens on the loopback address and asks for the password in {@code
 * password}, a file for its owner's eyes only.
 */
public final class PostgresServer implements AutoCloseable {

    /** SIGINT is the fast stop: sessions are ended, everything is written, then it exits. */
    private static final Program PROGRAM = new Program("postgres", "INT", Duration.ofSeconds(60));

    private static final String USER = "clickledger";
    private static final String DATABASE = "clickledger";
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(25);

    private final Path directory;
    private final int port;
    private final String password;
    private final ServerProcess process;
    private final Ephemeral ephemeral;

    private PostgresServer(
            Path directory, int port, String password, ServerProcess process, Ephemeral ephemeral) {
        this.directory = directory;
        this.port = port;
        this.password = password;
        this.process = process;
        this.ephemeral = ephemeral;
    }

    /** On a free port, with data in a temporary directory that goes when the server is closed. */
    public static PostgresServer startEphemeral() {
        Ephemeral ephemeral = Ephemeral.create("postgres");
        PostgresServer server =
                start(ephemeral.directory(), FreePorts.pick(), OtherThanRoot.here(), ephemeral);
        ephemeral.closeAtExit(server::close);
        return server;
    }

    public static PostgresServer start(Path directory) {
        return start(directory, FreePorts.pick());
    }

    public static PostgresServer start(Path directory, int port) {
        return start(directory, port, OtherThanRoot.here(), Ephemeral.none());
    }

    static PostgresServer start(
            Path directory, int port, OtherThanRoot runAs, Ephemeral ephemeral) {
        Path home = Directories.create(directory);
        ServerProcess.stopOrphan(PROGRAM, home);
        Path bin = PostgresBinaries.directory(runAs);
        String password = Secret.readOrCreate(home.resolve("password"));
        DataDirectory data = new DataDirectory(home, bin, runAs);
        data.prepare(USER, password);
        ServerProcess process =
                ServerProcess.start(
                        PROGRAM,
                        runAs.command(command(bin, data.path(), port)),
                        Map.of("LC_ALL", "C", "TZ", "UTC"),
                        home);
        PostgresServer server = new PostgresServer(home, port, password, process, ephemeral);
        try {
            server.awaitReady();
            server.createDatabase();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Settings by command line, not by file: what this version asks for holds for a directory that
     * an older one made. The small ones keep everything on one machine under its memory goal.
     */
    private static List<String> command(Path bin, Path data, int port) {
        List<String> command =
                new ArrayList<>(List.of(bin.resolve("postgres").toString(), "-D", data.toString()));
        Map<String, String> settings =
                Map.ofEntries(
                        Map.entry("listen_addresses", "127.0.0.1"),
                        Map.entry("port", Integer.toString(port)),
                        Map.entry("unix_socket_directories", ""),
                        Map.entry("fsync", "on"),
                        Map.entry("synchronous_commit", "on"),
                        Map.entry("full_page_writes", "on"),
                        Map.entry("max_connections", "200"),
                        Map.entry("shared_buffers", "128MB"),
                        Map.entry("max_wal_size", "2GB"),
                        Map.entry("checkpoint_timeout", "15min"),
                        Map.entry("work_mem", "8MB"),
                        Map.entry("maintenance_work_mem", "64MB"),
                        Map.entry("io_method", "sync"),
                        Map.entry("jit", "off"),
                        Map.entry("max_logical_replication_workers", "0"),
                        Map.entry("timezone", "UTC"),
                        Map.entry("log_timezone", "UTC"),
                        Map.entry("log_line_prefix", "%m [%p] "));
        settings.forEach(
                (name, value) -> {
                    command.add("-c");
                    command.add(name + "=" + value);
                });
        return command;
    }

    private void awaitReady() {
        long giveUpAt = System.nanoTime() + START_WITHIN.toNanos();
        while (true) {
            try (Connection connection = connect("postgres")) {
                return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > giveUpAt) {
                    throw new EmbeddedServerException(
                            "PostgreSQL does not start, see "
                                    + process.log()
                                    + ":\n"
                                    + process.lastLogLines(),
                            notYet);
                }
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new EmbeddedServerException("interrupted while PostgreSQL starts", e);
            }
        }
    }

    private void createDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (var found =
                    statement.executeQuery(
                            "SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                exists = found.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new EmbeddedServerException("cannot create the database " + DATABASE, e);
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(urlOf(database), USER, password);
    }

    private String urlOf(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String jdbcUrl() {
        return urlOf(DATABASE);
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    ServerProcess processForTests() {
        return process;
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        process.stop();
        ephemeral.delete();
    }
}
