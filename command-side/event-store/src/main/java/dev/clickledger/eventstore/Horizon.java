package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to where everything has ended, when a transaction that stays open keeps {@code
 * pg_snapshot_xmin} from telling. Most such are none of ours: somebody's in another database of the
 * cluster, a prepared one, one of a role that may not write events. They are left alone, and looked
 * past. A stray one of a role that may write here is ended, as its {@code transaction_timeout}
 * would have done, had it not been turned off.
 *
 * <p>Looking past is safe because of the order of the questions: first, which transaction id is
 * next; then, which sessions that may write events hold a lower one; then, in a snapshot taken
 * after both, the events below all these. A writer with a lower id has either ended before the
 * second question, and the third sees what it wrote, or it is among the answers.
 */
public final class Horizon {

    private static final Logger LOG = LoggerFactory.getLogger(Horizon.class);

    /** How long the oldest transaction may stay the same before it is looked at. */
    private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

    private static final String SETTLED =
            """
            SELECT events.settled_below(), pg_snapshot_xmin(s) <> pg_snapshot_xmax(s) FROM pg_current_snapshot() s
            """;

    private static final String NEXT =
            "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint, shift FROM events.transaction_shift";

    /** A session of another role is shown without its transaction unless the reader may see it. */
    private static final String WRITERS =
            """
            SELECT backend_xid::text::bigint AS xid, backend_xid IS NULL AND query = '<insufficient privilege>' AS hidden
            FROM pg_stat_activity
            WHERE datname = current_database() AND coalesce(backend_type, 'client backend') = 'client backend'
              AND pid <> pg_backend_pid() AND has_table_privilege(usesysid, 'events.event', 'INSERT')
            """;

    private static final String END_STRAYS =
            """
            SELECT pid, application_name, pg_terminate_backend(pid)
            FROM pg_stat_activity
            WHERE datname = current_database() AND usename = current_user AND backend_xid IS NOT NULL
              AND pid <> pg_backend_pid() AND xact_start < clock_timestamp() - interval '2500 ms'
            """;
    private static final long XID_CYCLE = 1L << 32;

    private long oldest = -1;
    private long unchangedSinceNanos;

    /**
     * The number below which every transaction that may have written events has ended: what is read
     * below it from now on is final.
     *
     * @param connection in autocommit
     */
    public long settledBelow(Connection connection) throws SQLException {
        long settled;
        boolean anyInProgress;
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery(SETTLED)) {
            row.next();
            settled = row.getLong(1);
            anyInProgress = row.getBoolean(2);
        }
        return stalls(settled, anyInProgress) ? beyondStrays(connection).orElse(settled) : settled;
    }

    /**
     * Whether the oldest transaction has stayed the same for too long.
     *
     * @param settledBelow as the last read saw it
     * @param anyInProgress whether there were transactions beyond it
     */
    synchronized boolean stalls(long settledBelow, boolean anyInProgress) {
        if (!anyInProgress || settledBelow != oldest) {
            oldest = anyInProgress ? settledBelow : -1;
            unchangedSinceNanos = System.nanoTime();
            return false;
        }
        return System.nanoTime() - unchangedSinceNanos > PATIENCE_NANOS;
    }

    /** For how long the oldest transaction has stayed the same. */
    synchronized Duration stalledFor() {
        return Duration.ofNanos(System.nanoTime() - unchangedSinceNanos);
    }

    /**
     * @param connection in autocommit: each question sees the present
     * @return the number below which all transactions that may have written events have ended; none
     *     when it can't be told
     */
    OptionalLong beyondStrays(Connection connection) throws SQLException {
        try (Statement ask = connection.createStatement()) {
            endStrays(ask);
            long next;
            long shift;
            try (ResultSet row = ask.executeQuery(NEXT)) {
                row.next();
                next = row.getLong(1);
                shift = row.getLong(2);
            }
            long settled = next;
            try (ResultSet writers = ask.executeQuery(WRITERS)) {
                while (writers.next()) {
                    if (writers.getBoolean("hidden")) {
                        return OptionalLong.empty();
                    }
                    long xid = writers.getLong("xid");
                    if (!writers.wasNull()) {
                        settled = Math.min(settled, full(xid, next));
                    }
                }
            }
            return OptionalLong.of(settled + shift);
        }
    }

    private static void endStrays(Statement ask) throws SQLException {
        try (ResultSet ended = ask.executeQuery(END_STRAYS)) {
            while (ended.next()) {
                LOG.warn(
                        "Ended session {} ({}): its transaction was open for too long",
                        ended.getInt(1),
                        ended.getString(2));
            }
        }
    }

    /** The 64-bit id behind a 32-bit one: the one that is nearest to the next. */
    private static long full(long xid, long next) {
        long behind = Math.floorMod(next - xid, XID_CYCLE);
        return behind < XID_CYCLE / 2 ? next - behind : next + (XID_CYCLE - behind);
    }
}
