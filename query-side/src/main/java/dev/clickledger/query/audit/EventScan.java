package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.EventRows;
import dev.clickledger.eventstore.RawEvent;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.eventstore.UnreadableEventException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads all events of a snapshot, aggregate by aggregate, each in its sequence: so that no more
 * than one aggregate's state is needed at a time, however many there are. Checks what holds for
 * events of every kind: sequences without gaps, positions that rise with them, and an envelope that
 * fits the payload.
 */
final class EventScan {

    /** Takes the events of one aggregate, then the next. */
    interface Consumer {

        void accept(StoredEvent event);

        /** The aggregate has no more events. */
        void endOfAggregate();
    }

    private static final int FETCHED_AT_ONCE = 2_000;
    private static final int PROGRESS_EVERY = 1_000;

    private static final String READ =
            """
            SELECT tx, position, sequence, at, event_id, type, revision, aggregate_id, payload
            FROM events.event
            ORDER BY aggregate_id, sequence
            """;

    private final EventCodec codec = new EventCodec();
    private final Findings findings;
    private @Nullable StoredEvent last;
    private @Nullable String aggregate;
    private long nextSequence;

    EventScan(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param connection in the snapshot's transaction
     */
    void run(
            Connection connection,
            Consumer consumer,
            long total,
            String step,
            AuditProgress progress)
            throws SQLException {
        long done = 0;
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            read.setFetchSize(FETCHED_AT_ONCE);
            try (ResultSet rows = read.executeQuery()) {
                while (rows.next()) {
                    accept(rows, consumer);
                    if (++done % PROGRESS_EVERY == 0) {
                        progress.at(step, done, total);
                    }
                }
            }
        }
        if (aggregate != null) {
            consumer.endOfAggregate();
        }
        progress.at(step, done, total);
    }

    private void accept(ResultSet row, Consumer consumer) throws SQLException {
        RawEvent raw = EventRows.read(row, 1);
        if (!raw.aggregateId().equals(aggregate)) {
            if (aggregate != null) {
                consumer.endOfAggregate();
            }
            aggregate = raw.aggregateId();
            nextSequence = 0;
            last = null;
        }
        if (raw.sequence() != nextSequence) {
            findings.add(
                    "a gap in an aggregate's sequence",
                    "event " + raw.position().offset() + " of " + aggregate,
                    "sequence " + nextSequence,
                    "sequence " + raw.sequence());
        }
        nextSequence = raw.sequence() + 1;
        StoredEvent event = decode(raw);
        if (event != null) {
            checkEnvelope(event, raw.at());
            last = event;
            consumer.accept(event);
        }
    }

    private @Nullable StoredEvent decode(RawEvent raw) {
        try {
            return raw.decode(codec);
        } catch (UnreadableEventException unreadable) {
            findings.add(
                    "an event that cannot be read",
                    "event " + raw.position().offset() + " of " + raw.aggregateId(),
                    "a payload of type " + raw.type() + " revision " + raw.revision(),
                    String.valueOf(unreadable.getMessage()));
            return null;
        }
    }

    private void checkEnvelope(StoredEvent event, Instant at) {
        String owner = ownerOf(event.event());
        if (!owner.equals(event.aggregateId()) || !at.equals(event.event().at())) {
            findings.add(
                    "an event whose envelope does not fit its payload",
                    "event " + event.position().offset(),
                    owner + " at " + event.event().at(),
                    event.aggregateId() + " at " + at);
        }
        if (last != null && event.position().compareTo(last.position()) <= 0) {
            findings.add(
                    "an event stored before the one it follows",
                    "event " + event.position().offset() + " of " + event.aggregateId(),
                    "a position after " + last.position(),
                    event.position().toString());
        }
    }

    private static String ownerOf(DomainEvent event) {
        return switch (event) {
            case AdvertiserEvent e -> "advertiser/" + e.advertiserId();
            case CampaignEvent e -> "campaign/" + e.campaignId();
            case BalanceEvent e -> "balance/" + e.advertiserId();
            case OrderEvent e -> "order/" + e.orderId();
            case ProductEvent e -> "product/" + e.productId();
            case SandboxEvent ignored -> "sandbox/clock";
        };
    }
}
