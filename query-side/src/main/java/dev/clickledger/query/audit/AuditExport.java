package dev.clickledger.query.audit;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.RawEvent;
import dev.clickledger.eventstore.sealing.NotSealedException;
import dev.clickledger.eventstore.sealing.ProofBundle;
import dev.clickledger.eventstore.sealing.SealedEvents;
import dev.clickledger.eventstore.sealing.SealedRoot;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What leaves the store to be checked elsewhere: proofs of clicks, and roots. */
public final class AuditExport {

    private final DataSource dataSource;
    private final EventCodec codec = new EventCodec();
    private final ClickEvents clickEvents = new ClickEvents(codec);

    public AuditExport(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @return none when no such click was ever decided
     * @throws NotSealedException if an event of it has no seal yet, or does not fit it
     */
    public @Nullable ProofBundle proof(ClickId clickId) {
        return read(
                connection -> {
                    List<RawEvent> events = clickEvents.find(connection, clickId);
                    return events.isEmpty()
                            ? null
                            : SealedEvents.prove(connection, clickId, events, codec);
                });
    }

    /**
     * @param day in Seoul; none for the newest
     * @return none when nothing was sealed then
     */
    public @Nullable SealedRoot root(@Nullable LocalDate day) {
        return read(connection -> SealedEvents.root(connection, day));
    }

    private interface Reading<T> {
        @Nullable T from(Connection connection) throws SQLException;
    }

    /** All of it from one snapshot. */
    private <T> @Nullable T read(Reading<T> reading) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            connection.setAutoCommit(false);
            try {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                try (Statement bound = connection.createStatement()) {
                    bound.execute("SET TRANSACTION READ ONLY");
                    bound.execute("SET LOCAL transaction_timeout = '30s'");
                }
                return reading.from(connection);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(isolation);
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException failed) {
            throw new EventStoreException("reading what was sealed", failed);
        }
    }
}
