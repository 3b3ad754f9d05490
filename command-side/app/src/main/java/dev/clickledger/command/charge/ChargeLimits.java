package dev.clickledger.command.charge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much the charger takes on. Beyond it callers are told to come back, at once.
 *
 * @param batchClicks clicks in one transaction
 * @param committers transactions at once: fewer than there are connections, so that admins and
 *     consumers get theirs; more than two or three only make batches smaller
 * @param mailboxClicks waiting for one advertiser
 * @param waitingClicks waiting for all advertisers
 * @param longestWait how long a click may have to wait for its batch, as far as the last batches
 *     tell; who would wait longer is refused
 * @param patience how long a click waits for its batch, whatever they told
 * @param patienceInBatch how long it waits for a batch's outcome, all retries included
 */
@ConfigurationProperties("clickledger.charge")
public record ChargeLimits(
        @DefaultValue("200") int batchClicks,
        @DefaultValue("2") int committers,
        @DefaultValue("2000") int mailboxClicks,
        @DefaultValue("20000") int waitingClicks,
        @DefaultValue("250ms") Duration longestWait,
        @DefaultValue("2s") Duration patience,
        @DefaultValue("8s") Duration patienceInBatch) {

    /** What the application uses when nobody says otherwise. */
    public static ChargeLimits usual() {
        return new ChargeLimits(
                200,
                2,
                2_000,
                20_000,
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                Duration.ofSeconds(8));
    }
}
