package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The right to one charge, minted with its ad token; the register knows it for as long as it can
 * matter. A UUID version 7.
 */
public record ClickId(UUID value) implements Comparable<ClickId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ClickId of(String value) {
        return new ClickId(TimeOrderedId.parse("click_id", value));
    }

    public static ClickId mint(Instant at, RandomGenerator random) {
        return new ClickId(TimeOrderedId.mint(at, random));
    }

    public Instant mintedAt() {
        return TimeOrderedId.mintedAt(value);
    }

    /**
     * Unsigned, as PostgreSQL orders its uuid: {@link UUID#compareTo} would put late times first.
     */
    @Override
    public int compareTo(ClickId other) {
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
