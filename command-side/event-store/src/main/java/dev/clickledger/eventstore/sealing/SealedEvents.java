package dev.clickledger.eventstore.sealing;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.RawEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes proofs out of the store. All methods work on the caller's connection, reading only. */
public final class SealedEvents {

    private SealedEvents() {}

    /**
     * The proof of a click's events.
     *
     * @throws NotSealedException if one of them has no seal yet, or does not fit it
     */
    public static ProofBundle prove(
            Connection connection, ClickId clickId, List<RawEvent> events, EventCodec codec)
            throws SQLException {
        Map<String, SealPublicKey> keys = SealTable.keys(connection);
        Map<String, String> used = new LinkedHashMap<>();
        List<ProofBundle.ProvenEvent> proven = new ArrayList<>();
        for (RawEvent event : events) {
            Seal seal = SealTable.holding(connection, event.position());
            if (seal == null) {
                throw NotSealedException.yet(event.position());
            }
            proven.add(prove(connection, event, seal, codec));
            SealPublicKey key = keys.get(seal.keyId());
            if (key != null) {
                used.put(key.keyId(), key.pem());
            }
        }
        return ProofBundle.of(clickId, proven, used);
    }

    private static ProofBundle.ProvenEvent prove(
            Connection connection, RawEvent event, Seal seal, EventCodec codec)
            throws SQLException {
        SealTable.Leaves leaves = SealTable.leaves(connection, seal.number());
        int index = leaves == null ? -1 : indexOf(leaves, event.position());
        if (leaves == null
                || index < 0
                || leaves.hashes().length != seal.events() * Hash.BYTES
                || !Hash.at(leaves.hashes(), index).equals(CanonicalRow.leaf(event))) {
            throw NotSealedException.otherwise(event.position(), seal.number());
        }
        return ProofBundle.prove(event, seal, leaves.hashes(), index, codec);
    }

    private static int indexOf(SealTable.Leaves leaves, Position position) {
        try {
            return LeafPositions.read(leaves.positions()).indexOf(position);
        } catch (IllegalArgumentException changed) {
            return -1;
        }
    }

    /**
     * The newest seal, to be kept elsewhere.
     *
     * @param day the newest of that day in Seoul; none for the newest of all
     * @return none when there is no such seal
     */
    public static @Nullable SealedRoot root(Connection connection, @Nullable LocalDate day)
            throws SQLException {
        Seal seal = day == null ? SealTable.newest(connection) : SealTable.lastOf(connection, day);
        SealPublicKey key = seal == null ? null : SealTable.keys(connection).get(seal.keyId());
        return seal == null || key == null ? null : SealedRoot.of(seal, key);
    }
}
