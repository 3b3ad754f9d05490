package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Drops the registers' days that nobody can ask for any more. A day is taken out of its register
 * first, without holding charges up; whatever was interrupted is finished the next time.
 */
public final class ForgottenPartitions {

    /** Days of both registers by name, with how far each is on its way out. */
    private static final String FIND =
            """
            SELECT c.relname, i.inhrelid IS NOT NULL AS attached, coalesce(i.inhdetachpending, false) AS leaving
            FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
            WHERE c.relnamespace = 'events'::regnamespace AND c.relkind = 'r'
                AND c.relname ~ '^(click|refund)_register_[0-9]{8}$'
            ORDER BY c.relname
            """;

    private static final int NETWORK_TIMEOUT_MILLIS = 20_000;

    private final DataSource dataSource;
    private final KeptDays kept;

    public ForgottenPartitions(DataSource dataSource, KeptDays kept) {
        this.dataSource = dataSource;
        this.kept = kept;
    }

    private record Partition(String register, LocalDate day, boolean attached, boolean leaving) {

        String name() {
            return register + "_" + RegisterPartitions.SUFFIX.format(day);
        }
    }

    /**
     * @return the tables that are gone; none when another node is at it
     */
    public List<String> drop() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement ddl = connection.createStatement()) {
            if (!one(ddl, "SELECT pg_try_advisory_lock(" + RegisterPartitions.ADVISORY_LOCK + ")")
                    .equals("t")) {
                return List.of();
            }
            int networkTimeoutMillis = connection.getNetworkTimeout();
            String transactionTimeout = one(ddl, "SHOW transaction_timeout");
            String lockTimeout = one(ddl, "SHOW lock_timeout");
            try {
                // Detaching waits for whoever uses the register just now, but nobody waits for it.
                connection.setNetworkTimeout(Runnable::run, NETWORK_TIMEOUT_MILLIS);
                ddl.execute("SET transaction_timeout = 0");
                ddl.execute("SET lock_timeout = '5s'");
                return drop(ddl);
            } finally {
                ddl.execute("SET transaction_timeout = '" + transactionTimeout + "'");
                ddl.execute("SET lock_timeout = '" + lockTimeout + "'");
                ddl.execute("SELECT pg_advisory_unlock(" + RegisterPartitions.ADVISORY_LOCK + ")");
                connection.setNetworkTimeout(Runnable::run, networkTimeoutMillis);
            }
        }
    }

    private List<String> drop(Statement ddl) throws SQLException {
        List<String> dropped = new ArrayList<>();
        for (Partition partition : find(ddl)) {
            if (!partition.day().isBefore(kept.oldest())) {
                continue;
            }
            if (partition.attached()) {
                ddl.execute(
                        "ALTER TABLE events.%s DETACH PARTITION events.%s %s"
                                .formatted(
                                        partition.register(),
                                        partition.name(),
                                        partition.leaving() ? "FINALIZE" : "CONCURRENTLY"));
            }
            ddl.execute("DROP TABLE events." + partition.name());
            dropped.add(partition.name());
        }
        return dropped;
    }

    private static List<Partition> find(Statement statement) throws SQLException {
        List<Partition> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(FIND)) {
            while (rows.next()) {
                String name = rows.getString(1);
                int end = name.lastIndexOf('_');
                found.add(
                        new Partition(
                                name.substring(0, end),
                                LocalDate.parse(name.substring(end + 1), RegisterPartitions.SUFFIX),
                                rows.getBoolean(2),
                                rows.getBoolean(3)));
            }
        }
        return found;
    }

    private static String one(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
