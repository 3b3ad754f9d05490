package dev.clickledger.bench.clicks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import org.postgresql.PGConnection;

/**
 * Inserts the two rows of charged clicks on one connection: prepared from the first on, batched
 * where there are many.
 */
public final class TwoRowInserts implements AutoCloseable {

    /** As the column's default says it, but without calling the function for each row. */
    private static final String EVENT =
            """
            INSERT INTO events.event (tx, sequence, at, event_id, type, revision, aggregate_id, payload)
            VALUES (pg_current_xact_id()::text::bigint, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String REGISTER =
            """
            INSERT INTO events.click_register
                (click_id, shopper, amount, sequence, business_day, advertiser_id, campaign_id)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    private final Connection connection;
    private final PreparedStatement event;
    private final PreparedStatement register;

    public TwoRowInserts(Connection connection) throws SQLException {
        this.connection = connection;
        connection.unwrap(PGConnection.class).setPrepareThreshold(1);
        connection.setAutoCommit(false);
        event = connection.prepareStatement(EVENT);
        register = connection.prepareStatement(REGISTER);
    }

    /** All in one transaction. */
    public void commit(ChargedClicks clicks, int first, int count) throws SQLException {
        if (count == 1) {
            set(clicks.get(first));
            event.executeUpdate();
            register.executeUpdate();
        } else {
            for (int i = 0; i < count; i++) {
                set(clicks.get(first + i));
                event.addBatch();
                register.addBatch();
            }
            event.executeBatch();
            register.executeBatch();
        }
        connection.commit();
    }

    private void set(ChargedClicks.Rows rows) throws SQLException {
        event.setLong(1, rows.sequence());
        event.setObject(2, rows.at().atOffset(ZoneOffset.UTC));
        event.setObject(3, rows.eventId());
        event.setShort(4, rows.type());
        event.setShort(5, rows.revision());
        event.setString(6, rows.aggregateId());
        event.setBytes(7, rows.payload());
        register.setObject(1, rows.clickId());
        register.setObject(2, rows.shopper());
        register.setLong(3, rows.event().amount().amount());
        register.setLong(4, rows.sequence());
        register.setObject(5, rows.businessDay(), Types.DATE);
        register.setString(6, rows.event().advertiserId().value());
        register.setString(7, rows.event().ad().campaignId().value());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
