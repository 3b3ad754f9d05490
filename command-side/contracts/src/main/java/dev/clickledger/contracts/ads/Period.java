package dev.clickledger.contracts.ads;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a campaign may serve: from {@code startsAt} (included) to {@code endsAt} (excluded; open
 * without one).
 */
public record Period(Instant startsAt, @Nullable Instant endsAt) {

    public boolean contains(Instant instant) {
        return !instant.isBefore(startsAt) && (endsAt == null || instant.isBefore(endsAt));
    }
}
