package dev.clickledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.dataformat.cbor.CBORMapper;

/** Snapshots of one type of aggregate, the newest of each. */
final class SnapshotTable<A, S extends Record> {

    private static final String FIND =
            "SELECT sequence, state FROM events.snapshot WHERE aggregate_id = ? AND revision = ?";

    /** Two nodes may write at once: the newer one stays. */
    private static final String PUT =
            """
            INSERT INTO events.snapshot AS known (aggregate_id, sequence, revision, state) VALUES (?, ?, ?, ?)
            ON CONFLICT (aggregate_id) DO UPDATE
            SET sequence = excluded.sequence, revision = excluded.revision, state = excluded.state
            WHERE known.sequence < excluded.sequence OR known.revision < excluded.revision
            """;

    /**
     * @param sequence of the last event in it
     */
    record Snapshot<A>(long sequence, A aggregate) {}

    private final SnapshotForm<A, S> form;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    SnapshotTable(SnapshotForm<A, S> form) {
        this.form = form;
        CBORMapper mapper = StoredForm.mapperFor(EventLayout.recordsWithin(form.state()));
        this.reader = mapper.readerFor(form.state());
        this.writer = mapper.writerFor(form.state());
    }

    SnapshotForm<A, S> form() {
        return form;
    }

    @Nullable Snapshot<A> find(Connection connection, String aggregateId) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, aggregateId);
            find.setShort(2, form.revision());
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? new Snapshot<>(
                                row.getLong(1), form.fromState(reader.readValue(row.getBytes(2))))
                        : null;
            }
        }
    }

    void put(Connection connection, String aggregateId, SnapshotForm.Committed<S> committed)
            throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT)) {
            put.setString(1, aggregateId);
            put.setLong(2, committed.sequence());
            put.setShort(3, form.revision());
            put.setBytes(4, writer.writeValueAsBytes(committed.state()));
            put.executeUpdate();
        }
    }
}
