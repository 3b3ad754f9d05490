package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A batch of events that nobody can change any more unseen.
 *
 * @param number from 1, without gaps
 * @param events in this seal
 * @param totalEvents in this and all seals before
 * @param first position of the first event
 * @param last position of the last one
 * @param root of the Merkle tree over the events
 * @param sealedAt in microseconds; never before the seal before
 * @param previous chain hash of the seal before; zeros for the first
 * @param chain over {@code previous} and everything above
 * @param keyId of the key that signed
 * @param signature Ed25519 over {@code chain}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Seal(
        long number,
        int events,
        long totalEvents,
        Position first,
        Position last,
        Hash root,
        Instant sealedAt,
        Hash previous,
        Hash chain,
        String keyId,
        byte[] signature) {

    private static final int KEY_ID_BYTES = 8;
    private static final int HEADER_BYTES =
            Long.BYTES // number
                    + Integer.BYTES // events
                    + Long.BYTES // total
                    + 4 * Long.BYTES // first and last
                    + Hash.BYTES // root
                    + Long.BYTES // sealed at
                    + KEY_ID_BYTES;

    public Seal {
        if (!keyId.matches("[0-9a-f]{16}")) {
            throw new IllegalArgumentException("a key id has 16 hexadecimal digits");
        }
        CanonicalRow.requireWholeMicros(sealedAt);
    }

    /** What the chain hash must be, given everything else. */
    Hash computedChain() {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        header.putLong(number).putInt(events).putLong(totalEvents);
        header.putLong(first.transaction()).putLong(first.offset());
        header.putLong(last.transaction()).putLong(last.offset());
        header.put(root.bytes());
        header.putLong(CanonicalRow.micros(sealedAt));
        header.put(HexFormat.of().parseHex(keyId));
        MessageDigest digest = Sha256.digest();
        digest.update(Sha256.CHAIN);
        digest.update(previous.bytes());
        digest.update(header.array());
        return Hash.of(digest.digest());
    }

    /** The seal as its key signs it. */
    static Seal signed(
            long number,
            SealedBatch batch,
            long totalEvents,
            Instant sealedAt,
            Hash previous,
            SealingKey key) {
        var unsigned =
                new Seal(
                        number,
                        batch.events(),
                        totalEvents,
                        batch.first(),
                        batch.last(),
                        batch.root(),
                        sealedAt,
                        previous,
                        Hash.NONE,
                        key.publicKey().keyId(),
                        new byte[0]);
        Hash chain = unsigned.computedChain();
        return new Seal(
                number,
                batch.events(),
                totalEvents,
                batch.first(),
                batch.last(),
                batch.root(),
                sealedAt,
                previous,
                chain,
                key.publicKey().keyId(),
                key.sign(chain));
    }
}
