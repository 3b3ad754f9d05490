package dev.clickledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {

    @TempDir Path directory;

    @Test
    void isDurableAndOnTheLoopbackAddressOnly() throws SQLException {
        try (PostgresServer server = PostgresServer.startEphemeral()) {
            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(server, "SHOW max_connections")).isEqualTo("200");
            assertThat(ask(server, "SHOW server_version")).startsWith("18.6");
            assertThat(ask(server, "SELECT current_database()")).isEqualTo("clickledger");
        }
    }

    @Test
    void keepsItsDataAndPasswordOverARestart() throws SQLException {
        String password;
        try (PostgresServer server = PostgresServer.start(directory)) {
            run(server, "CREATE TABLE kept AS SELECT 42 AS answer");
            password = server.password();
        }
        try (PostgresServer server = PostgresServer.start(directory)) {
            assertThat(ask(server, "SELECT answer FROM kept")).isEqualTo("42");
            assertThat(server.password()).isEqualTo(password);
        }
    }

    @Test
    void refusesAWrongPassword() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory)) {
            assertThatThrownBy(
                            () ->
                                    DriverManager.getConnection(
                                            server.jdbcUrl(), server.user(), "guessed"))
                    .isInstanceOf(SQLException.class);
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void stopsTheServerThatAKilledParentLeftAndKeepsWhatItCommitted() throws Exception {
        PostgresServer orphaned = PostgresServer.start(directory);
        run(orphaned, "CREATE TABLE kept AS SELECT 42 AS answer");
        ProcessHandle orphan = ProcessHandle.of(orphaned.pid()).orElseThrow();
        // Nobody calls close(): a second start finds it by its pid file.
        try (PostgresServer server = PostgresServer.start(directory)) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(ask(server, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void startsOverALockFileWhoseProcessIsNotPostgres() throws Exception {
        try (PostgresServer server = PostgresServer.start(directory)) {
            run(server, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        Files.write(
                directory.resolve("data/postmaster.pid"),
                List.of(Long.toString(ProcessHandle.current().pid()), "x", "0", "5432", "", ""));
        try (PostgresServer server = PostgresServer.start(directory)) {
            assertThat(ask(server, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void leavesNeitherProcessNorFileWhenEphemeral() {
        PostgresServer server = PostgresServer.startEphemeral();
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        server.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(server.directory()).doesNotExist();
    }

    @Test
    void endsWhenItsGuardLosesTheParent() throws Exception {
        PostgresServer server = PostgresServer.start(directory);
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        server.processForTests().loseParent();
        await().until(() -> !process.isAlive());
    }

    @Test
    void runsAsNobodyWhereRootHasNoUserNamespaces() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")));
        try (PostgresServer server = start(OtherThanRoot.USER_NAMESPACE)) {
            run(server, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (PostgresServer server = start(OtherThanRoot.NOBODY)) {
            assertThat(ask(server, "SELECT answer FROM kept")).isEqualTo("42");
            run(server, "UPDATE kept SET answer = 43");
        }
        try (PostgresServer server = start(OtherThanRoot.USER_NAMESPACE)) {
            assertThat(ask(server, "SELECT answer FROM kept")).isEqualTo("43");
        }
    }

    @Test
    void initialisesAsNobody() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")));
        try (PostgresServer server = start(OtherThanRoot.NOBODY)) {
            assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
        }
    }

    private PostgresServer start(OtherThanRoot runAs) {
        return PostgresServer.start(directory, FreePorts.pick(), runAs, Ephemeral.none());
    }

    private static String ask(PostgresServer server, String query) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(query)) {
            assertThat(answer.next()).isTrue();
            return answer.getString(1);
        }
    }

    private static void run(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = connect(server);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(PostgresServer server) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
