package dev.clickledger.command.charge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the charger takes on. Beyond it callers are told to come back, at once.
 *
 * @param batchClicks clicks in one transaction
 * @param concurrentBatches transactions at once: fewer than there are connections, so that admins
 *     and consumers get theirs
 * @param mailboxClicks waiting for one advertiser
 * @param waitingClicks waiting for all advertisers
 * @param patience how long a click waits for its batch
 * @param patienceInBatch how long it waits for a batch's outcome, all retries included
 */
@ConfigurationProperties("clickledger.charge")
public record ChargeLimits(
        @DefaultValue("200") int batchClicks,
        @DefaultValue("10") int concurrentBatches,
        @DefaultValue("2000") int mailboxClicks,
        @DefaultValue("20000") int waitingClicks,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("20s") Duration patienceInBatch) {

    /** What the application uses when nobody says otherwise. */
    public static ChargeLimits usual() {
        return new ChargeLimits(
                200, 10, 2_000, 20_000, Duration.ofSeconds(2), Duration.ofSeconds(20));
    }
}
