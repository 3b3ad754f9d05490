package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.DomainEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Rows of events and of the click register, a parameter a column. What goes into both goes out in
 * one statement: a round trip less, which is much of what a small batch takes.
 */
final class Insertion {

    private static final String EVENTS =
            """
            INSERT INTO events.event (tx, sequence, at, event_id, type, revision, aggregate_id, payload)
            SELECT (SELECT events.transaction_number()), sequence, to_timestamp(at::float8 / 1000), event_id, type, revision,
                aggregate_id, payload
            FROM unnest(?::bigint[], ?::bigint[], ?::uuid[], ?::smallint[], ?::smallint[], ?::text[], ?::bytea[])
                AS e(sequence, at, event_id, type, revision, aggregate_id, payload)
            """;
    private static final String CLICKS =
            """
            INSERT INTO events.click_register
                (click_id, advertiser_id, campaign_id, shopper, amount, decline_reason, business_day, sequence)
            SELECT click_id, advertiser_id, campaign_id, shopper, amount, decline_reason, DATE '1970-01-01' + day, sequence
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::bigint[], ?::text[], ?::integer[], ?::bigint[])
                AS c(click_id, advertiser_id, campaign_id, shopper, amount, decline_reason, day, sequence)
            """;
    private static final String BOTH = "WITH stored AS (" + EVENTS + ")\n" + CLICKS;

    private static final int EVENT_COLUMNS = 7;

    private final EventCodec codec;

    Insertion(EventCodec codec) {
        this.codec = codec;
    }

    /**
     * @throws ConcurrencyException if an aggregate has events that its writer did not know
     * @throws AlreadyRegisteredException if a click was decided before
     */
    void insert(
            Connection connection,
            List<DomainEventMessage<?>> events,
            List<RegisteredClick> clicks) {
        try (PreparedStatement insert =
                connection.prepareStatement(clicks.isEmpty() ? EVENTS : BOTH)) {
            set(insert, connection, events);
            if (!clicks.isEmpty()) {
                set(insert, connection, clicks, EVENT_COLUMNS);
            }
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw failure("appending " + events.size() + " events", failed);
        }
    }

    /** Clicks alone. */
    static void insert(Connection connection, List<RegisteredClick> clicks) {
        try (PreparedStatement insert = connection.prepareStatement(CLICKS)) {
            set(insert, connection, clicks, 0);
            insert.executeUpdate();
        } catch (SQLException failed) {
            throw failure("registering clicks", failed);
        }
    }

    private static RuntimeException failure(String doing, SQLException failed) {
        if (!SqlStates.UNIQUE_VIOLATION.equals(failed.getSQLState())) {
            return new EventStoreException(doing, failed);
        }
        return isOfEvents(failed)
                ? new ConcurrencyException("Somebody else went on with an aggregate", failed)
                : new AlreadyRegisteredException(
                        "a click of this batch was decided elsewhere", failed);
    }

    /** Constraints of the register's partitions are named after them. */
    private static boolean isOfEvents(SQLException violation) {
        ServerErrorMessage message =
                violation instanceof PSQLException said ? said.getServerErrorMessage() : null;
        return message != null && "event".equals(message.getTable());
    }

    private void set(
            PreparedStatement insert, Connection connection, List<DomainEventMessage<?>> events)
            throws SQLException {
        int count = events.size();
        var sequences = new long[count];
        var times = new long[count];
        var ids = new UUID[count];
        var types = new short[count];
        var revisions = new short[count];
        var aggregates = new String[count];
        var payloads = new byte[count][];
        for (int i = 0; i < count; i++) {
            DomainEventMessage<?> message = events.get(i);
            var event = (DomainEvent) message.getPayload();
            EventCodec.Encoded encoded = codec.encode(event);
            sequences[i] = message.getSequenceNumber();
            times[i] = event.at().toEpochMilli();
            ids[i] = UUID.fromString(message.getIdentifier());
            types[i] = encoded.type();
            revisions[i] = encoded.revision();
            aggregates[i] = message.getAggregateIdentifier();
            payloads[i] = encoded.payload();
        }
        insert.setArray(1, PgArrays.of(connection, "bigint", sequences));
        insert.setArray(2, PgArrays.of(connection, "bigint", times));
        insert.setArray(3, PgArrays.of(connection, ids));
        insert.setArray(4, PgArrays.of(connection, "smallint", types));
        insert.setArray(5, PgArrays.of(connection, "smallint", revisions));
        insert.setArray(6, PgArrays.of(connection, "text", aggregates));
        insert.setArray(7, PgArrays.of(connection, "bytea", payloads));
    }

    private static void set(
            PreparedStatement insert,
            Connection connection,
            List<RegisteredClick> clicks,
            int after)
            throws SQLException {
        int count = clicks.size();
        var ids = new UUID[count];
        var advertisers = new String[count];
        var campaigns = new String[count];
        var shoppers = new UUID[count];
        var amounts = new long[count];
        var reasons = new String[count];
        var days = new int[count];
        var sequences = new long[count];
        for (int i = 0; i < count; i++) {
            RegisteredClick click = clicks.get(i);
            ids[i] = click.clickId().value();
            advertisers[i] = click.advertiserId().value();
            campaigns[i] = click.campaignId().value();
            shoppers[i] = click.shopper();
            amounts[i] = click.amount().amount();
            reasons[i] = click.declineReason() == null ? null : click.declineReason().name();
            days[i] = Math.toIntExact(click.businessDay().toEpochDay());
            sequences[i] = click.sequence();
        }
        insert.setArray(after + 1, PgArrays.of(connection, ids));
        insert.setArray(after + 2, PgArrays.of(connection, "text", advertisers));
        insert.setArray(after + 3, PgArrays.of(connection, "text", campaigns));
        insert.setArray(after + 4, PgArrays.of(connection, shoppers));
        insert.setArray(after + 5, PgArrays.of(connection, "bigint", amounts));
        insert.setArray(after + 6, PgArrays.of(connection, "text", reasons));
        insert.setArray(after + 7, PgArrays.of(connection, "integer", days));
        insert.setArray(after + 8, PgArrays.of(connection, "bigint", sequences));
    }
}
