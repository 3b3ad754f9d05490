package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.TimeOrderedId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * A partition of both registers for each UTC day in which click ids were minted, made ahead or, at
 * the latest, when its first click comes. Tokens are checked before, so nobody outside can ask for
 * arbitrary days: the set of known days stays small.
 */
public final class RegisterPartitions implements RegisterRoom {

    static final List<String> REGISTERS = List.of("click_register", "refund_register");
    static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    /** Who changes partitions has it: one at a time, on all nodes. */
    static final String ADVISORY_LOCK = "hashtext('clickledger.register-partitions')";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int MOST_TRIES = 4;

    private final DataSource dataSource;
    private final KeptDays kept;
    private final Set<LocalDate> ensured = ConcurrentHashMap.newKeySet();

    /** Forgets nothing. */
    public RegisterPartitions(DataSource dataSource) {
        this(dataSource, KeptDays.ALL);
    }

    public RegisterPartitions(DataSource dataSource, KeptDays kept) {
        this.dataSource = dataSource;
        this.kept = kept;
    }

    @Override
    public void ensure(Instant mintedAt) {
        if (!kept.keeps(mintedAt)) {
            throw new ForgottenClickException(mintedAt, kept.oldest());
        }
        ensure(LocalDate.ofInstant(mintedAt, ZoneOffset.UTC));
    }

    /** Makes sure of today and the days after it, so that no click of theirs has to wait. */
    public void ensureAhead(int days) {
        LocalDate today = kept.today();
        for (int ahead = 0; ahead <= days; ahead++) {
            ensure(today.plusDays(ahead));
        }
    }

    private void ensure(LocalDate day) {
        if (ensured.contains(day)) {
            return;
        }
        create(day);
        ensured.add(day);
    }

    private void create(LocalDate day) {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    create(connection, day);
                    connection.commit();
                    return;
                } finally {
                    // Nothing to do after the commit.
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            } catch (SQLException failed) {
                if (attempt == MOST_TRIES || !LOCK_NOT_AVAILABLE.equals(failed.getSQLState())) {
                    throw new EventStoreException("making the registers' day " + day, failed);
                }
            }
        }
    }

    /**
     * CREATE TABLE … PARTITION OF would lock the whole register and queue all charges behind
     * itself; a table of its own that is attached lets them pass. All in one transaction: a day is
     * there whole or not at all.
     */
    private static void create(Connection connection, LocalDate day) throws SQLException {
        try (Statement ddl = connection.createStatement()) {
            ddl.execute("SET LOCAL lock_timeout = '500ms'");
            ddl.execute("SELECT pg_advisory_xact_lock(" + ADVISORY_LOCK + ")");
            for (String register : REGISTERS) {
                String partition = register + "_" + SUFFIX.format(day);
                if (exists(ddl, partition)) {
                    continue;
                }
                String from = bound(day).toString();
                String to = bound(day.plusDays(1)).toString();
                ddl.execute(
                        """
                        CREATE TABLE events.%1$s (LIKE events.%2$s INCLUDING ALL,
                            CONSTRAINT of_its_day CHECK (click_id >= '%3$s' AND click_id < '%4$s'))
                        """
                                .formatted(partition, register, from, to));
                ddl.execute(
                        "ALTER TABLE events.%2$s ATTACH PARTITION events.%1$s FOR VALUES FROM ('%3$s') TO ('%4$s')"
                                .formatted(partition, register, from, to));
                // The bounds say the same from here on.
                ddl.execute("ALTER TABLE events." + partition + " DROP CONSTRAINT of_its_day");
            }
        }
    }

    private static boolean exists(Statement statement, String partition) throws SQLException {
        try (ResultSet row =
                statement.executeQuery("SELECT to_regclass('events." + partition + "')")) {
            row.next();
            return row.getString(1) != null;
        }
    }

    /**
     * The first day of which the registers still know; clicks of earlier ones have their events
     * alone.
     */
    public static LocalDate oldest(Connection connection) throws SQLException {
        try (Statement find = connection.createStatement();
                ResultSet row =
                        find.executeQuery(
                                """
                                SELECT min(right(c.relname, 8)) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                                WHERE i.inhparent = 'events.click_register'::regclass AND NOT i.inhdetachpending
                                """)) {
            row.next();
            String oldest = row.getString(1);
            return oldest == null ? LocalDate.MIN : LocalDate.parse(oldest, SUFFIX);
        }
    }

    private static UUID bound(LocalDate day) {
        return TimeOrderedId.smallestAt(day.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
