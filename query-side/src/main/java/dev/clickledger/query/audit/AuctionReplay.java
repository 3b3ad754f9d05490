package dev.clickledger.query.audit;

import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.eventstore.EventReader;
import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.query.auction.AuctionResult;
import dev.clickledger.query.lookup.PastAuction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Holds an auction of {@code auction-log} again, with ranks replayed from the event store. */
public final class AuctionReplay {

    private static final int SLICE = 5_000;

    private final DataSource dataSource;
    private final EventReader reader;

    /**
     * @param result what the auction gives now
     * @param agrees whether the same ads win for the same prices as the log says
     */
    public record Outcome(AuctionResult result, boolean agrees) {}

    /**
     * @param dataSource gives connections that nobody shares: their settings are changed
     */
    public AuctionReplay(DataSource dataSource) {
        this.dataSource = dataSource;
        this.reader = new EventReader(dataSource);
    }

    /**
     * @throws AuditFailedException when the store does not hold what the ranks were built from, or
     *     the log left out what decided
     */
    public Outcome holdAgain(AuctionRecord logged, AuditProgress progress) {
        if (!logged.complete()) {
            throw new AuditFailedException(
                    "auction "
                            + logged.auctionId()
                            + " left out more campaigns than its record names, so it cannot be held again");
        }
        var past = new PastAuction(logged);
        AuctionResult again =
                past.holdAgain(ranksAsOf(logged.rankVersion(), progress).lists(past.rankKeys()));
        return new Outcome(again, past.agrees(again));
    }

    private PastRanks ranksAsOf(long offset, AuditProgress progress) {
        try (Connection connection = dataSource.getConnection()) {
            try (Statement bound = connection.createStatement()) {
                // Such events are rare: finding them can take longer than a role's transactions
                // may.
                bound.execute("SET transaction_timeout = 0");
            }
            Position upTo = position(connection, offset);
            if (upTo == null) {
                throw new AuditFailedException(
                        "the store has no event " + offset + ", which the ranks were built from");
            }
            return ranksAsOf(connection, upTo, progress);
        } catch (SQLException failed) {
            throw new EventStoreException("replaying ranks up to event " + offset, failed);
        }
    }

    private PastRanks ranksAsOf(Connection connection, Position upTo, AuditProgress progress)
            throws SQLException {
        var ranks = new PastRanks();
        Position position = Position.START;
        long taken = 0;
        boolean more = true;
        while (more) {
            Slice slice = reader.read(connection, position, SLICE, PastRanks.decisive());
            for (StoredEvent event : slice.events()) {
                if (event.position().compareTo(upTo) > 0) {
                    return ranks;
                }
                ranks.take(event);
                taken++;
            }
            progress.at("replaying ranks", taken, 0);
            position = slice.upTo();
            more = !slice.caughtUp();
        }
        return ranks;
    }

    /** Events are read by transaction first: an offset alone does not say what was read before. */
    private static @Nullable Position position(Connection connection, long offset)
            throws SQLException {
        if (offset == Position.START.offset()) {
            return Position.START;
        }
        try (PreparedStatement find =
                connection.prepareStatement("SELECT tx FROM events.event WHERE position = ?")) {
            find.setLong(1, offset);
            try (ResultSet found = find.executeQuery()) {
                return found.next() ? new Position(found.getLong(1), offset) : null;
            }
        }
    }
}
