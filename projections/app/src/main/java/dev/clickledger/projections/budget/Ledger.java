package dev.clickledger.projections.budget;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.live.LiveCounters.Day;
import dev.clickledger.projections.subscription.EventHistory;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The ledger as of one position: the read tables, whose rows and position are of one moment, and
 * the few events after them. So it says the same whichever of the views is ahead of the other.
 */
final class Ledger {

    private static final String POSITION =
            "SELECT position FROM views.subscription WHERE name = 'read-tables'";

    private static final String DAYS =
            """
            SELECT coalesce((SELECT s.spent FROM views.campaign_spend s
                             WHERE s.campaign_id = asked.campaign_id AND s.day = asked.day), 0),
                   coalesce((SELECT sum(c.amount) FROM views.click c
                             WHERE c.campaign_id = asked.campaign_id AND c.outcome = 'CHARGED'
                               AND c.business_day = asked.day::date
                               AND c.at >= asked.day_starts AND c.at < asked.through), 0)
            FROM unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                WITH ORDINALITY AS asked(campaign_id, day, day_starts, through, number)
            ORDER BY asked.number
            """;

    private final DataSource dataSource;
    private final EventHistory history;
    private final int mostEventsBehind;

    Ledger(DataSource dataSource, EventHistory history, int mostEventsBehind) {
        this.dataSource = dataSource;
        this.history = history;
        this.mostEventsBehind = mostEventsBehind;
    }

    /** What the read tables say, and where they are. */
    record Tables(Position at, List<Asked> asked, List<Long> spent, List<Long> charged) {}

    /**
     * @param through up to which time charges are added up
     */
    record Asked(Day day, Instant dayStarts, Instant through) {}

    /**
     * In one snapshot. A busy campaign's day may take longer than the role's transactions may; it
     * holds nobody up, for what only reads has no id that readers of events would wait for.
     */
    Tables tables(List<Asked> asked) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, "SET transaction_timeout = 0");
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return tables(connection, asked);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
                execute(connection, "RESET transaction_timeout");
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Tables tables(Connection connection, List<Asked> asked) throws SQLException {
        List<Long> spent = new ArrayList<>(asked.size());
        List<Long> charged = new ArrayList<>(asked.size());
        Position at = position(connection);
        try (PreparedStatement days = connection.prepareStatement(DAYS)) {
            days.setArray(1, array(connection, "text", asked, a -> a.day().campaign().value()));
            days.setArray(
                    2, array(connection, "text", asked, a -> a.day().businessDay().toString()));
            days.setArray(3, array(connection, "timestamptz", asked, a -> utc(a.dayStarts())));
            days.setArray(4, array(connection, "timestamptz", asked, a -> utc(a.through())));
            try (ResultSet rows = days.executeQuery()) {
                while (rows.next()) {
                    spent.add(rows.getLong(1));
                    charged.add(rows.getLong(2));
                }
            }
        }
        return new Tables(at, asked, spent, charged);
    }

    private static Position position(Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(POSITION);
                ResultSet row = find.executeQuery()) {
            return row.next() ? Position.parse(row.getString(1)) : Position.START;
        }
    }

    private static Object utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Array array(
            Connection connection, String type, List<Asked> asked, Function<Asked, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, asked.stream().map(column).toArray());
    }

    /**
     * With the events that the tables have not taken: what was spent up to where Redis is, and what
     * was charged by all that can be read now. What the stream has told was readable before it did.
     *
     * @param live where Redis is, read after the tables were
     * @return nothing when that can't be said: Redis is behind the tables, or they are far behind
     *     the event store
     */
    Optional<List<LedgerDay>> asOf(Position live, Tables tables) {
        if (live.compareTo(tables.at()) < 0) {
            return Optional.empty();
        }
        Slice newer = history.read(tables.at(), mostEventsBehind);
        if (!newer.caughtUp()) {
            return Optional.empty();
        }
        List<LedgerDay> days = new ArrayList<>(tables.asked().size());
        Map<Day, List<Change>> changes = changes(newer);
        for (int i = 0; i < tables.asked().size(); i++) {
            Asked asked = tables.asked().get(i);
            long spent = tables.spent().get(i);
            long charged = tables.charged().get(i);
            Set<Long> ahead = new HashSet<>();
            for (Change change : changes.getOrDefault(asked.day(), List.of())) {
                if (change.position().compareTo(live) <= 0) {
                    spent = change.spentAfter();
                } else {
                    ahead.add(change.spentAfter());
                }
                charged += change.chargedBefore(asked.through());
            }
            days.add(new LedgerDay(spent, charged, ahead));
        }
        return Optional.of(days);
    }

    private record Change(Position position, long spentAfter, long charged, Instant at) {

        long chargedBefore(Instant through) {
            return at.isBefore(through) ? charged : 0;
        }
    }

    private static Map<Day, List<Change>> changes(Slice slice) {
        Map<Day, List<Change>> changes = new HashMap<>();
        for (StoredEvent stored : slice.events()) {
            switch (stored.event()) {
                case ClickCharged e ->
                        changes.computeIfAbsent(
                                        new Day(e.ad().campaignId(), e.businessDay()),
                                        ignored -> new ArrayList<>())
                                .add(
                                        new Change(
                                                stored.position(),
                                                e.spentOnDay().amount(),
                                                e.amount().amount(),
                                                e.at()));
                case ClickRefunded e ->
                        changes.computeIfAbsent(
                                        new Day(e.campaignId(), e.businessDay()),
                                        ignored -> new ArrayList<>())
                                .add(
                                        new Change(
                                                stored.position(),
                                                e.spentOnDay().amount(),
                                                0,
                                                e.at()));
                default -> {}
            }
        }
        return changes;
    }
}
