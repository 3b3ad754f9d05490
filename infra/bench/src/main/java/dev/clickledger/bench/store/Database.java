package dev.clickledger.bench.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** One database; what fills it is removed when it is closed. */
public final class Database implements AutoCloseable {

    private final String name;
    private final String url;
    private final String user;
    private final String password;

    Database(String name, String url, String user, String password) {
        this.name = name;
        this.url = url;
        this.user = user;
        this.password = password;
    }

    public String name() {
        return name;
    }

    public String url() {
        return url;
    }

    public String user() {
        return user;
    }

    public String password() {
        return password;
    }

    /** With the driver's settings of the command side. */
    public HikariDataSource pool(int size) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(size);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }

    /** Connections that stay with their user. */
    public DataSource kept() {
        var source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Without the time limit that decisions have. */
    public Connection connect() throws SQLException {
        return connect(url, user, password);
    }

    static Connection connect(String url, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("options", "-c transaction_timeout=0");
        properties.setProperty("reWriteBatchedInserts", "true");
        return DriverManager.getConnection(url, properties);
    }

    public void execute(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Its disk space is needed, the database itself is not worth a checkpoint. */
    @Override
    public void close() throws SQLException {
        execute(
                """
                DO $$
                DECLARE filled text;
                BEGIN
                    SELECT string_agg(format('%I.%I', schemaname, relname), ', ') INTO filled FROM pg_stat_user_tables;
                    IF filled IS NOT NULL THEN
                        EXECUTE 'TRUNCATE ' || filled;
                    END IF;
                END $$
                """);
    }
}
