package dev.clickledger.query.audit;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RegisterPartitions;
import dev.clickledger.eventstore.sealing.SealTrust;
import io.lettuce.core.RedisException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the books: replays every stored event, checks that each amount follows from the ones
 * before it and keeps within its limits, compares every event with its seal, and compares the
 * registers, the read tables and Redis with what replay gives, the latter two at the positions they
 * have read to; and the stream job's totals with the read tables. Works beside a running system:
 * everything in PostgreSQL is read in one snapshot, Redis in one script just before it.
 *
 * <p>Memory is bounded by the number of advertisers, campaigns and ads, not of clicks. An event
 * that only this program's older or newer version can read is a discrepancy.
 */
public final class AuditVerification {

    /** The subscription that writes the read tables. */
    private static final String READ_TABLES = "read-tables";

    private static final int FETCHED_AT_ONCE = 5_000;

    /** A little less than the projection keeps them, for clocks that differ. */
    private static final Duration BUDGETS_LIVE_FOR = Duration.ofDays(35).minusHours(1);

    private final DataSource dataSource;
    private final @Nullable String redisUrl;
    private final SealTrust trust;

    /**
     * @param redisUrl none when Redis does not run: it is not compared then
     * @param trust what the seals must agree with
     */
    public AuditVerification(DataSource dataSource, @Nullable String redisUrl, SealTrust trust) {
        this.dataSource = dataSource;
        this.redisUrl = redisUrl;
        this.trust = trust;
    }

    /**
     * @throws AuditFailedException if something could not be read: the books may be right or wrong
     */
    public AuditReport run(AuditProgress progress) {
        List<String> notCompared = new ArrayList<>();
        // Before the snapshot: then every event that it has read is in the snapshot too.
        RedisImage image = readRedis(notCompared);
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            boolean readTables = areThereReadTables(connection);
            connection.setAutoCommit(false);
            try {
                beginSnapshot(connection, readTables);
                return new Pass(connection, image, notCompared, progress).verify(dataSource, trust);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException failed) {
            throw new AuditFailedException("reading PostgreSQL", failed);
        }
    }

    private @Nullable RedisImage readRedis(List<String> notCompared) {
        if (redisUrl == null) {
            notCompared.add("Redis: not running");
            return null;
        }
        try {
            RedisImage image = RedisImage.read(redisUrl);
            if (image == null) {
                notCompared.add("Redis: holds no complete view at the moment");
            }
            return image;
        } catch (RedisException failed) {
            throw new AuditFailedException("reading Redis", failed);
        }
    }

    private static boolean areThereReadTables(Connection connection) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("SELECT to_regclass('views.subscription')")) {
            return row.next() && row.getString(1) != null;
        }
    }

    private static void beginSnapshot(Connection connection, boolean readTables)
            throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement begin = connection.createStatement()) {
            begin.execute("SET TRANSACTION READ ONLY");
            // The roles' bound is for writers, which readers wait for; nobody waits for this one.
            begin.execute("SET LOCAL transaction_timeout = 0");
            // Before the snapshot: what it shows must not be forgotten while it is compared.
            begin.execute(
                    "LOCK TABLE events.click_register, events.refund_register IN ACCESS SHARE MODE");
            if (readTables) {
                // Nor may others, built again, take their place: the snapshot would see them half.
                begin.execute(
                        "LOCK TABLE "
                                + new ExpectedTables.Comparisons()
                                        .all().stream()
                                                .map(comparison -> comparison.table().name())
                                                .collect(Collectors.joining(", "))
                                + " IN ACCESS SHARE MODE");
            }
        }
    }

    /** One verification, in its snapshot. */
    private static final class Pass {

        private final Connection connection;
        private final @Nullable RedisImage image;
        private final List<String> notCompared;
        private final AuditProgress progress;
        private final Findings findings = new Findings();
        private final AuditCounts counts = new AuditCounts();

        private final KeptClicks kept;
        private final ExpectedRegisters registers;
        private final ExpectedTables.Comparisons tables = new ExpectedTables.Comparisons();
        private final ExpectedLive.Comparisons live = new ExpectedLive.Comparisons();

        private long events;
        private LocalDate today = LocalDate.EPOCH;
        private @Nullable Position tablesAt;

        Pass(
                Connection connection,
                @Nullable RedisImage image,
                List<String> notCompared,
                AuditProgress progress)
                throws SQLException {
            this.connection = connection;
            this.kept = new KeptClicks(RegisterPartitions.oldest(connection));
            this.registers = new ExpectedRegisters(kept);
            this.image = image;
            this.notCompared = notCompared;
            this.progress = progress;
        }

        AuditReport verify(DataSource dataSource, SealTrust trust) throws SQLException {
            countEvents();
            tablesAt = positionOfTables();
            checkKnown("views.subscription " + READ_TABLES, tablesAt);
            checkKnown("Redis projection:position", image == null ? null : image.position());
            replay("replaying events", findings, counts);
            readAll("comparing");
            List<RowComparison> comparisons = comparisons();
            boolean differs = false;
            for (RowComparison comparison : comparisons) {
                counts.add("rows of " + comparison.table().name(), comparison.foundRows());
                differs |= comparison.beginSecondPass();
            }
            if (differs) {
                replay("replaying again, to name what differs", new Findings(), new AuditCounts());
                readAll("comparing again");
                comparisons.forEach(comparison -> comparison.report(findings));
            }
            if (tablesAt != null) {
                new PerformanceCheck(connection, findings, counts).run(tablesAt);
            }
            String forgotten = kept.note();
            if (forgotten != null) {
                notCompared.add(forgotten);
            }
            new SealCheck(dataSource, trust, findings, counts, notCompared)
                    .run(connection, events, progress);
            return new AuditReport(
                    counts.toMap(), List.copyOf(notCompared), findings.named(), findings.total());
        }

        private List<RowComparison> comparisons() {
            List<RowComparison> comparisons = new ArrayList<>(registers.comparisons());
            if (tablesAt != null) {
                comparisons.addAll(tables.all());
            }
            if (image != null) {
                comparisons.addAll(live.all());
            }
            return comparisons;
        }

        private void replay(String step, Findings into, AuditCounts counted) throws SQLException {
            var expectedTables = new ExpectedTables(tablesAt, tables);
            var expectedLive = new ExpectedLive(image, budgetsLiveFrom(), live);
            var references = new ClickReferences(connection, kept, into);
            var replays =
                    new Replays(registers, expectedTables, expectedLive, references, into, counted);
            new EventScan(into).run(connection, replays, events, step, progress);
            replays.end();
        }

        /**
         * A day's budget and clicks expire 35 days after they were last written. In a Redis that is
         * younger nothing has expired yet; in an older one nothing of yesterday has.
         */
        private LocalDate budgetsLiveFrom() {
            return image == null || image.upFor().compareTo(BUDGETS_LIVE_FOR) < 0
                    ? LocalDate.MIN
                    : today.minusDays(1);
        }

        private void readAll(String step) throws SQLException {
            for (RowComparison comparison : registers.comparisons()) {
                read(comparison, step);
            }
            if (tablesAt != null) {
                for (RowComparison comparison : tables.all()) {
                    read(comparison, step);
                }
            }
            if (image != null) {
                image.rows(live);
            }
        }

        private void read(RowComparison comparison, String step) throws SQLException {
            Table table = comparison.table();
            long done = 0;
            try (PreparedStatement select = connection.prepareStatement(table.select())) {
                select.setFetchSize(FETCHED_AT_ONCE);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        @Nullable String[] row = new String[table.columns().size()];
                        for (int i = 0; i < row.length; i++) {
                            row[i] = rows.getString(i + 1);
                        }
                        comparison.find(row);
                        if (++done % FETCHED_AT_ONCE == 0) {
                            progress.at(step + " " + table.name(), done, 0);
                        }
                    }
                }
            }
            progress.at(step + " " + table.name(), done, done);
        }

        private void countEvents() throws SQLException {
            try (PreparedStatement count =
                            connection.prepareStatement(
                                    "SELECT count(*), now() FROM events.event");
                    ResultSet row = count.executeQuery()) {
                row.next();
                events = row.getLong(1);
                today = BusinessDays.SEOUL.of(row.getObject(2, OffsetDateTime.class).toInstant());
            }
        }

        private @Nullable Position positionOfTables() throws SQLException {
            try (PreparedStatement exists =
                            connection.prepareStatement(
                                    "SELECT to_regclass('views.subscription')");
                    ResultSet row = exists.executeQuery()) {
                if (!row.next() || row.getString(1) == null) {
                    notCompared.add("read tables: there are none");
                    return null;
                }
            }
            try (PreparedStatement find =
                    connection.prepareStatement(
                            "SELECT position FROM views.subscription WHERE name = ?")) {
                find.setString(1, READ_TABLES);
                try (ResultSet row = find.executeQuery()) {
                    if (row.next()) {
                        return Position.parse(row.getString(1));
                    }
                }
            }
            notCompared.add("read tables: not projected yet");
            return null;
        }

        /** A view that has read an event which the store does not have was built from another. */
        private void checkKnown(String where, @Nullable Position position) throws SQLException {
            if (position == null || position.equals(Position.START)) {
                return;
            }
            try (PreparedStatement find =
                    connection.prepareStatement(
                            "SELECT 1 FROM events.event WHERE tx = ? AND position = ?")) {
                find.setLong(1, position.transaction());
                find.setLong(2, position.offset());
                try (ResultSet row = find.executeQuery()) {
                    if (!row.next()) {
                        findings.add(
                                "a view that has read an event which is not in the store",
                                where,
                                "the position of an event",
                                position.toString());
                    }
                }
            }
        }
    }
}
