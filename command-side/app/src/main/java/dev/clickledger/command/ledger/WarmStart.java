package dev.clickledger.command.ledger;

import dev.clickledger.domain.balance.Balance;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Loads the balances that were charged last before the application says that it is ready: theirs
 * are the next clicks, and a JVM that has just started is slow at its first history. Costs speed
 * only when it fails.
 */
final class WarmStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(WarmStart.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int LATEST_EVENTS = 2_000;
    private static final int MOST_BALANCES = 64;

    private final Ledger ledger;
    private final Aggregates aggregates;
    private final JdbcClient jdbc;

    WarmStart(Ledger ledger, Aggregates aggregates, JdbcClient jdbc) {
        this.ledger = ledger;
        this.aggregates = aggregates;
        this.jdbc = jdbc;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        long giveUpAt = System.nanoTime() + LONGEST.toNanos();
        try {
            for (String balance : latest()) {
                while (System.nanoTime() < giveUpAt && !load(balance)) {
                    // Too long for a transaction as yet: what has run once runs faster.
                }
            }
        } catch (RuntimeException failed) {
            LOG.warn("Balances are loaded when their first click comes: {}", failed.toString());
        }
    }

    /** The busiest first. */
    private List<String> latest() {
        return jdbc.sql(
                        """
                        SELECT aggregate_id FROM (
                            SELECT aggregate_id FROM events.event ORDER BY tx DESC, position DESC LIMIT ?) AS latest
                        WHERE aggregate_id LIKE 'balance/%' GROUP BY aggregate_id ORDER BY count(*) DESC LIMIT ?
                        """)
                .params(LATEST_EVENTS, MOST_BALANCES)
                .query(String.class)
                .list();
    }

    private boolean load(String balance) {
        try {
            ledger.decide(
                    books ->
                            Optional.ofNullable(
                                    aggregates.read(Balance.class, balance, ignored -> true)));
            return true;
        } catch (RuntimeException failed) {
            if (!Failures.isPassing(failed)) {
                throw failed;
            }
            return false;
        }
    }
}
