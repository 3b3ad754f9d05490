package dev.clickledger.command.upkeep;

import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.ForgottenPartitions;
import dev.clickledger.eventstore.RegisterPartitions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Makes the registers' days ahead of their clicks, and drops those of which nothing can turn up any
 * more. Not in a sandbox: there a day is made when its first click comes, and none is forgotten.
 */
@Component
@ConditionalOnProperty(name = "clickledger.sandbox", havingValue = "false", matchIfMissing = true)
class RegisterDaysJob {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterDaysJob.class);
    private static final int DAYS_AHEAD = 3;

    private final RegisterPartitions partitions;
    private final ForgottenPartitions forgotten;

    RegisterDaysJob(RegisterPartitions partitions, ForgottenPartitions forgotten) {
        this.partitions = partitions;
        this.forgotten = forgotten;
    }

    /** Often, so that a failure is soon made good; it asks the store once a day. */
    @Scheduled(initialDelay = 0, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void makeAhead() {
        try {
            partitions.ensureAhead(DAYS_AHEAD);
        } catch (EventStoreException nextTime) {
            LOG.warn("The registers' next days are not there yet: {}", nextTime.toString());
        }
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void dropForgotten() {
        try {
            List<String> dropped = forgotten.drop();
            if (!dropped.isEmpty()) {
                LOG.info("Dropped {}", dropped);
            }
        } catch (SQLException nextTime) {
            LOG.warn("Days that nobody asks for are still there: {}", nextTime.toString());
        }
    }
}
