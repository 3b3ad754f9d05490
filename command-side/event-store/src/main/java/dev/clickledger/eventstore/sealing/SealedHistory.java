package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.Position;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of all seals has seen.
 *
 * @param sealsByKey how many seals each key signed, by key id
 * @param unsealed events after the last seal
 * @param unsealedThrough the last of them
 * @param unsealedFor from the first to the last of them; none when their ids do not tell
 */
public record SealedHistory(
        long seals,
        long events,
        Map<String, Long> sealsByKey,
        long unsealed,
        @Nullable Position unsealedThrough,
        @Nullable Duration unsealedFor) {}
