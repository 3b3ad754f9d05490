package dev.clickledger.contracts.ids;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then 74 random bits. Its order is the
 * order of minting, to the millisecond, which keeps indexes local and lets the click register be
 * partitioned by its own primary key.
 */
public final class TimeOrderedId {

    private static final long LARGEST_MILLIS = (1L << 48) - 1;

    private TimeOrderedId() {}

    /**
     * @throws IllegalArgumentException if {@code mintedAt} is before 1970 or after the year 10889
     */
    public static UUID mint(Instant mintedAt, RandomGenerator random) {
        long millis = mintedAt.toEpochMilli();
        if (millis < 0 || millis > LARGEST_MILLIS) {
            throw new IllegalArgumentException("no time-ordered id for " + mintedAt);
        }
        long high = (millis << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The smallest id that can be minted at that time: a range bound. */
    public static UUID smallestAt(Instant mintedAt) {
        return new UUID(mintedAt.toEpochMilli() << 16, 0L);
    }

    public static Instant mintedAt(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    static UUID parse(String field, String value) {
        UUID id;
        try {
            id = UUID.fromString(value);
        } catch (IllegalArgumentException notAUuid) {
            throw new IllegalArgumentException(field + " must be a UUID version 7", notAUuid);
        }
        if (id.version() != 7 || value.length() != 36) {
            throw new IllegalArgumentException(field + " must be a UUID version 7");
        }
        return id;
    }
}
