package dev.clickledger.command.charge;

import dev.clickledger.command.ledger.Failures;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.eventstore.RegisterRoom;
import dev.clickledger.http.ProblemException;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: clicks of one advertiser wait in its mailbox; one batch at a time takes what is
 * there. The busier an advertiser, the larger its batches, and the fewer commits a click costs.
 *
 * <p>A caller waits in its own (virtual) thread. Mailboxes exist only while somebody waits in them.
 */
public final class ClickCharger {

    private static final Logger LOG = LoggerFactory.getLogger(ClickCharger.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final BatchDecider decider;
    private final ChargeLimits limits;
    private final ConcurrentHashMap<AdvertiserId, Mailbox> mailboxes = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Semaphore batches;
    private final DistributionSummary batchSizes;

    /** Touched only while the map holds its advertiser. */
    private static final class Mailbox {
        final Queue<Waiting> clicks = new ArrayDeque<>();
    }

    ClickCharger(BatchDecider decider, ChargeLimits limits, MeterRegistry meters) {
        this.decider = decider;
        this.limits = limits;
        this.batches = new Semaphore(limits.concurrentBatches(), true);
        this.batchSizes =
                DistributionSummary.builder("clickledger.charge.batch.size")
                        .description("Clicks decided in one transaction")
                        .register(meters);
        Gauge.builder("clickledger.charge.waiting", waiting, AtomicInteger::get)
                .description("Clicks in mailboxes")
                .register(meters);
        Gauge.builder("clickledger.charge.mailboxes", mailboxes, ConcurrentHashMap::size)
                .description("Advertisers with clicks waiting or being decided")
                .register(meters);
    }

    public static ClickCharger on(
            Ledger ledger, RegisterRoom room, ChargeLimits limits, MeterRegistry meters) {
        return new ClickCharger(new LedgerBatchDecider(ledger, room), limits, meters);
    }

    /**
     * Returns when the click is decided and stored.
     *
     * @throws ProblemException when there is too much to do; the click is not charged then
     */
    public ClickAnswer charge(ClickAttempt attempt) throws InterruptedException {
        var click = new Waiting(attempt);
        post(click);
        try {
            return click.answer.get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException impatient) {
            if (click.claim()) {
                throw overloaded("The click was not charged: its advertiser's queue is too slow.");
            }
            return afterAll(click);
        } catch (ExecutionException failed) {
            throw unchecked(failed.getCause());
        }
    }

    /** It is being decided: only the batch can say how. */
    private ClickAnswer afterAll(Waiting click) throws InterruptedException {
        try {
            return click.answer.get(limits.patienceInBatch().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException unknown) {
            throw ProblemException.unavailable(
                    "The click is still being decided: send it again to get its outcome.", SOON);
        } catch (ExecutionException failed) {
            throw unchecked(failed.getCause());
        }
    }

    private void post(Waiting click) {
        AdvertiserId advertiser = click.attempt.ad().advertiserId();
        if (waiting.incrementAndGet() > limits.waitingClicks()) {
            waiting.decrementAndGet();
            throw overloaded("The click was not charged: too many clicks are waiting.");
        }
        var full = new boolean[1];
        var started = new boolean[1];
        mailboxes.compute(
                advertiser,
                (id, present) -> {
                    Mailbox mailbox = present == null ? new Mailbox() : present;
                    full[0] = mailbox.clicks.size() >= limits.mailboxClicks();
                    started[0] = present == null;
                    if (!full[0]) {
                        mailbox.clicks.add(click);
                    }
                    return mailbox;
                });
        if (full[0]) {
            waiting.decrementAndGet();
            throw overloaded("The click was not charged: its advertiser has too many waiting.");
        }
        if (started[0]) {
            Thread.ofVirtual().name("charge-" + advertiser.value()).start(() -> drain(advertiser));
        }
    }

    /** One for each mailbox: batch after batch until the mailbox is empty, and with it gone. */
    private void drain(AdvertiserId advertiser) {
        while (true) {
            batches.acquireUninterruptibly();
            try {
                List<Waiting> batch = take(advertiser);
                if (batch == null) {
                    return;
                }
                if (!batch.isEmpty()) {
                    batchSizes.record(batch.size());
                    decide(advertiser, batch);
                }
            } finally {
                batches.release();
            }
        }
    }

    /**
     * @return empty when all who waited have given up; {@code null} when nobody waited, and the
     *     mailbox is gone
     */
    private @Nullable List<Waiting> take(AdvertiserId advertiser) {
        List<Waiting> batch = new ArrayList<>();
        Mailbox left =
                mailboxes.compute(
                        advertiser,
                        (id, mailbox) -> {
                            if (mailbox == null || mailbox.clicks.isEmpty()) {
                                return null;
                            }
                            while (batch.size() < limits.batchClicks()) {
                                Waiting click = mailbox.clicks.poll();
                                if (click == null) {
                                    break;
                                }
                                waiting.decrementAndGet();
                                if (click.claim()) {
                                    batch.add(click);
                                }
                            }
                            return mailbox;
                        });
        return left == null ? null : batch;
    }

    private void decide(AdvertiserId advertiser, List<Waiting> batch) {
        try {
            List<ClickAnswer> answers =
                    decider.decide(advertiser, batch.stream().map(click -> click.attempt).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error failed) {
            if (batch.size() == 1 || Failures.isPassing(failed)) {
                batch.forEach(click -> click.answer.completeExceptionally(failed));
                return;
            }
            // One of them is to blame: the others must not pay for it.
            LOG.warn("A batch of {} for {} failed", batch.size(), advertiser, failed);
            batch.forEach(click -> decide(advertiser, List.of(click)));
        }
    }

    private static ProblemException overloaded(String detail) {
        return ProblemException.unavailable(detail, SOON);
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(cause);
    }
}
