package dev.clickledger.eventstore.sealing;

import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.eventstore.EventRows;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RawEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies every seal against every event: builds each leaf anew from the event's columns, and
 * names the events that were changed, removed or inserted by their positions. Seals and events are
 * read side by side, each once and in order, so memory is bounded by one seal.
 */
public final class SealVerification {

    private static final int SEALS_FETCHED_AT_ONCE = 8;
    private static final int EVENTS_FETCHED_AT_ONCE = 2_000;
    private static final int PROGRESS_EVERY = 1_000;

    private static final String SEALS =
            "SELECT "
                    + SealTable.COLUMNS
                    + """
                    , leaves.positions, leaves.hashes
                    FROM events.seal LEFT JOIN (SELECT number AS of_seal, positions, hashes FROM events.seal_leaves) leaves
                        ON leaves.of_seal = seal.number
                    ORDER BY number
                    """;
    private static final String EVENTS =
            "SELECT " + EventRows.COLUMNS + " FROM events.event ORDER BY tx, position";

    private static final int VERSION_WITH_TIME = 7;

    private final Connection connection;
    private final SealFindings findings;
    private final SealChain chain;

    private @Nullable RawEvent next;
    private long eventsRead;

    private SealVerification(Connection connection, SealFindings findings, SealChain chain) {
        this.connection = connection;
        this.findings = findings;
        this.chain = chain;
    }

    /**
     * @param connection in the snapshot's transaction: of no use in auto-commit
     */
    public static SealedHistory run(Connection connection, SealTrust trust, SealFindings findings)
            throws SQLException {
        Map<String, SealPublicKey> keys = new LinkedHashMap<>();
        if (trust.keys().isEmpty()) {
            keys.putAll(SealTable.keys(connection));
        } else {
            trust.keys().forEach(key -> keys.put(key.keyId(), key));
        }
        var chain = new SealChain(keys, trust.roots(), findings);
        return new SealVerification(connection, findings, chain).verify();
    }

    private SealedHistory verify() throws SQLException {
        try (PreparedStatement selectSeals = connection.prepareStatement(SEALS);
                PreparedStatement selectEvents = connection.prepareStatement(EVENTS)) {
            selectSeals.setFetchSize(SEALS_FETCHED_AT_ONCE);
            selectEvents.setFetchSize(EVENTS_FETCHED_AT_ONCE);
            try (ResultSet seals = selectSeals.executeQuery();
                    ResultSet events = selectEvents.executeQuery()) {
                advance(events);
                while (seals.next()) {
                    verify(seals, events);
                }
                chain.end();
                long sealed = eventsRead - (next == null ? 0 : 1);
                return countUnsealed(events, sealed);
            }
        }
    }

    private void verify(ResultSet row, ResultSet events) throws SQLException {
        Seal seal;
        try {
            seal = SealTable.seal(row);
        } catch (IllegalArgumentException malformed) {
            findings.wrong(
                    "a seal that can't be read",
                    "seal " + row.getLong(1),
                    "a seal",
                    String.valueOf(malformed.getMessage()));
            return;
        }
        Position after = chain.lastPosition();
        boolean followsOn = chain.add(seal);
        if (!followsOn) {
            skipEventsOfMissingSeals(after, seal, events);
        }
        var leaves =
                new SealLeaves(seal, row.getBytes("positions"), row.getBytes("hashes"), findings);
        while (next != null && next.position().compareTo(seal.last()) <= 0) {
            leaves.add(next);
            advance(events);
        }
        leaves.end();
    }

    private void skipEventsOfMissingSeals(Position after, Seal seal, ResultSet events)
            throws SQLException {
        long skipped = 0;
        while (next != null && next.position().compareTo(seal.first()) < 0) {
            skipped++;
            advance(events);
        }
        if (skipped > 0) {
            findings.wrong(
                    "events whose seals are missing",
                    "events after " + after + " and before " + seal.first(),
                    "seals for them",
                    skipped + " events that no seal holds");
        }
    }

    private SealedHistory countUnsealed(ResultSet events, long sealed) throws SQLException {
        long unsealed = 0;
        Position through = null;
        Instant first = null;
        Instant last = null;
        while (next != null) {
            unsealed++;
            through = next.position();
            if (next.eventId().version() == VERSION_WITH_TIME) {
                last = TimeOrderedId.mintedAt(next.eventId());
                first = first == null ? last : first;
            }
            advance(events);
        }
        return new SealedHistory(
                chain.seals(),
                sealed,
                chain.sealsByKey(),
                unsealed,
                through,
                first == null ? null : Duration.between(first, last));
    }

    private void advance(ResultSet events) throws SQLException {
        next = events.next() ? EventRows.read(events, 1) : null;
        if (next != null && ++eventsRead % PROGRESS_EVERY == 0) {
            findings.progress(eventsRead);
        }
    }
}
