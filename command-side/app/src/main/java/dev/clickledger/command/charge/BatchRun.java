package dev.clickledger.command.charge;

import dev.clickledger.command.ledger.Failures;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.http.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides a batch and gives each caller its own answer. When it fails for another reason than the
 * store's, it is split in halves until who is to blame fails alone.
 */
final class BatchRun {

    private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

    private final BatchDecider decider;
    private final StoreBreaker breaker;
    private final LongSupplier nanoTime;
    private final long patienceNanos;

    /**
     * @param patience how long it goes on splitting
     */
    BatchRun(BatchDecider decider, StoreBreaker breaker, LongSupplier nanoTime, Duration patience) {
        this.decider = decider;
        this.breaker = breaker;
        this.nanoTime = nanoTime;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * @param decided called when the advertisers' next clicks may be decided
     */
    void decide(List<Waiting> clicks, Runnable decided) {
        decide(clicks, decided, nanoTime.getAsLong() + patienceNanos);
    }

    private void decide(List<Waiting> clicks, Runnable decided, long untilNanos) {
        if (!breaker.tryAcquire()) {
            clicks.forEach(click -> click.answer.completeExceptionally(storeIsAway()));
            return;
        }
        List<ClickAttempt> attempts = new ArrayList<>(clicks.size());
        for (Waiting click : clicks) {
            attempts.add(click.attempt);
        }
        List<ClickAnswer> answers;
        try {
            answers = decider.decide(attempts, decided);
            breaker.worked();
        } catch (RuntimeException | Error failed) {
            boolean outage = Failures.isOutage(failed);
            if (outage) {
                breaker.failed(failed);
            } else {
                breaker.worked();
            }
            if (outage || !isWorthSplitting(clicks, failed) || nanoTime.getAsLong() > untilNanos) {
                clicks.forEach(click -> click.answer.completeExceptionally(failed));
                return;
            }
            LOG.warn("A batch of {} failed, its halves are tried", clicks.size(), failed);
            int half = clicks.size() / 2;
            decide(clicks.subList(0, half), decided, untilNanos);
            decide(clicks.subList(half, clicks.size()), decided, untilNanos);
            return;
        }
        for (int i = 0; i < answers.size(); i++) {
            clicks.get(i).answer.complete(answers.get(i));
        }
    }

    /** A balance that somebody else holds or moves on fails all of its clicks alike. */
    private static boolean isWorthSplitting(List<Waiting> clicks, Throwable failed) {
        return clicks.size() > 1
                && (!Failures.isPassing(failed)
                        || !advertiser(clicks.getFirst()).equals(advertiser(clicks.getLast())));
    }

    private static AdvertiserId advertiser(Waiting click) {
        return click.attempt.ad().advertiserId();
    }

    static ProblemException storeIsAway() {
        return ProblemException.unavailable(
                "The click was not charged: the store is busy or away.", Duration.ofSeconds(1));
    }
}
