package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The bytes of an event that are hashed: its nine columns, each behind its length, as PostgreSQL
 * sends a row of a binary COPY. The sealer hashes what PostgreSQL sends; whoever checks builds the
 * same bytes from the columns here.
 */
final class CanonicalRow {

    private static final short COLUMNS = 9;

    /** The fixed columns and all lengths. */
    private static final int FIXED_BYTES =
            Short.BYTES + COLUMNS * Integer.BYTES + 4 * Long.BYTES + 16 + 2 * Short.BYTES;

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private CanonicalRow() {}

    static byte[] of(RawEvent event) {
        byte[] aggregate = event.aggregateId().getBytes(StandardCharsets.UTF_8);
        byte[] payload = event.payload();
        requireWholeMicros(event.at());
        ByteBuffer row = ByteBuffer.allocate(FIXED_BYTES + aggregate.length + payload.length);
        row.putShort(COLUMNS);
        row.putInt(Long.BYTES).putLong(event.position().transaction());
        row.putInt(Long.BYTES).putLong(event.position().offset());
        row.putInt(Long.BYTES).putLong(event.sequence());
        row.putInt(Long.BYTES).putLong(micros(event.at()));
        row.putInt(16);
        row.putLong(event.eventId().getMostSignificantBits());
        row.putLong(event.eventId().getLeastSignificantBits());
        row.putInt(Short.BYTES).putShort(event.type());
        row.putInt(Short.BYTES).putShort(event.revision());
        row.putInt(aggregate.length).put(aggregate);
        row.putInt(payload.length).put(payload);
        return row.array();
    }

    static Hash leaf(RawEvent event) {
        MessageDigest digest = Sha256.digest();
        digest.update(Sha256.LEAF);
        digest.update(of(event));
        return Hash.of(digest.digest());
    }

    /** Microseconds since the year 2000, as PostgreSQL counts time. */
    static long micros(Instant at) {
        return EPOCH.until(at, ChronoUnit.MICROS);
    }

    /** More could be changed without a trace in what is hashed. */
    static void requireWholeMicros(Instant at) {
        if (at.getNano() % 1_000 != 0) {
            throw new IllegalArgumentException("a time has microseconds, not " + at);
        }
    }

    static Instant instant(long micros) {
        return EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
