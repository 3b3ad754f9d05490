package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.ClickId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * For how long the registers remember the clicks of a (UTC) day: at least until no token of it and
 * no refund for it can turn up. What is older is refused, for nobody could tell whether it was
 * charged or refunded before.
 */
public final class KeptDays {

    /** Nothing is forgotten: for sandboxes, whose clocks may stand anywhere. */
    public static final KeptDays ALL = new KeptDays(InstantSource.system(), null);

    private final InstantSource clock;
    private final @Nullable Duration longest;

    private KeptDays(InstantSource clock, @Nullable Duration longest) {
        this.clock = clock;
        this.longest = longest;
    }

    /**
     * @param longest from the minting of a click's id to the last refund of it
     */
    public static KeptDays of(InstantSource clock, Duration longest) {
        if (longest.isNegative() || longest.isZero()) {
            throw new IllegalArgumentException("longest must be positive, not " + longest);
        }
        return new KeptDays(clock, longest);
    }

    public boolean keeps(ClickId clickId) {
        return keeps(clickId.mintedAt());
    }

    boolean keeps(Instant mintedAt) {
        return !LocalDate.ofInstant(mintedAt, ZoneOffset.UTC).isBefore(oldest());
    }

    /** The oldest day of which something may still turn up. */
    public LocalDate oldest() {
        return longest == null
                ? LocalDate.MIN
                : LocalDate.ofInstant(clock.instant().minus(longest), ZoneOffset.UTC);
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
