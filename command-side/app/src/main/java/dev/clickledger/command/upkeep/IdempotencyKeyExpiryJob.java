package dev.clickledger.command.upkeep;

import dev.clickledger.eventstore.IdempotencyKeys;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Forgets old keys, in transactions too short to hold anybody up. Several nodes may do it at once:
 * a row goes once.
 */
@Component
class IdempotencyKeyExpiryJob {

    private static final Logger LOG = LoggerFactory.getLogger(IdempotencyKeyExpiryJob.class);
    private static final int BATCH_ROWS = 1_000;
    private static final int MOST_BATCHES = 1_000;

    private final IdempotencyKeys keys;
    private final DataSource dataSource;
    private final UpkeepSettings settings;

    IdempotencyKeyExpiryJob(IdempotencyKeys keys, DataSource dataSource, UpkeepSettings settings) {
        this.keys = keys;
        this.dataSource = dataSource;
        this.settings = settings;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try (Connection connection = dataSource.getConnection()) {
            for (int batch = 0; batch < MOST_BATCHES; batch++) {
                if (keys.forget(connection, settings.idempotencyKeysKept(), BATCH_ROWS)
                        < BATCH_ROWS) {
                    return;
                }
            }
        } catch (SQLException nextTime) {
            LOG.warn("Old idempotency keys are still there: {}", nextTime.toString());
        }
    }
}
