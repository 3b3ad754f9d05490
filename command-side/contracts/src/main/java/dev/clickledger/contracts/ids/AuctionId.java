package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** One ad lookup, filled or not. A UUID version 7. */
public record AuctionId(UUID value) implements Comparable<AuctionId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static AuctionId of(String value) {
        return new AuctionId(TimeOrderedId.parse("auction_id", value));
    }

    public static AuctionId mint(Instant at, RandomGenerator random) {
        return new AuctionId(TimeOrderedId.mint(at, random));
    }

    public Instant mintedAt() {
        return TimeOrderedId.mintedAt(value);
    }

    /**
     * Unsigned, as PostgreSQL orders its uuid: {@link UUID#compareTo} would put late times first.
     */
    @Override
    public int compareTo(AuctionId other) {
        int high =
                Long.compareUnsigned(
                        value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @JsonValue
    @Override
    public String toString() {
        return value.toString();
    }
}
