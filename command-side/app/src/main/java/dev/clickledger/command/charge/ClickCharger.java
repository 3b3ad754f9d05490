package dev.clickledger.command.charge;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.eventstore.RegisterRoom;
import dev.clickledger.http.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: clicks wait in mailboxes; a few committers each take a batch of what is there,
 * whatever its size, and commit it in one transaction. The busier it gets, the larger the batches,
 * and the fewer commits a click costs. Nobody waits for a batch to fill; only callers that were
 * answered together get a moment to come back together.
 *
 * <p>What cannot be decided soon is refused at once: too many waiting for an advertiser (429), too
 * many in all, or the store is away (503).
 */
public final class ClickCharger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClickCharger.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final RegisterRoom room;
    private final ChargeLimits limits;
    private final Mailboxes mailboxes;
    private final StoreBreaker breaker;
    private final BatchRun batches;
    private final ChargeMeters meters;
    private final List<Thread> committers = new ArrayList<>();

    ClickCharger(
            BatchDecider decider,
            RegisterRoom room,
            ChargeLimits limits,
            Clock clock,
            MeterRegistry registry) {
        this.room = room;
        this.limits = limits;
        this.mailboxes = new Mailboxes(limits, () -> nanos(clock));
        this.breaker = new StoreBreaker(clock);
        this.meters = new ChargeMeters(registry, mailboxes, breaker);
        this.batches =
                new BatchRun(
                        decider,
                        breaker,
                        () -> nanos(clock),
                        limits.patienceInBatch().dividedBy(2));
    }

    /** With committers of its own. The caller closes it. */
    public static ClickCharger on(
            Ledger ledger, RegisterRoom room, ChargeLimits limits, MeterRegistry meters) {
        return new ClickCharger(
                        new LedgerBatchDecider(ledger), room, limits, new TickingClock(), meters)
                .start();
    }

    /**
     * Without committers: the caller has each batch committed. For simulations.
     *
     * @param clock tells how long things take
     */
    public static ClickCharger byHand(
            Ledger ledger,
            RegisterRoom room,
            ChargeLimits limits,
            Clock clock,
            MeterRegistry meters) {
        return new ClickCharger(new LedgerBatchDecider(ledger), room, limits, clock, meters);
    }

    ClickCharger start() {
        for (int i = 1; i <= limits.committers(); i++) {
            committers.add(
                    Thread.ofPlatform()
                            .daemon()
                            .name("click-committer-" + i)
                            .start(this::commitForEver));
        }
        return this;
    }

    /**
     * Returns when the click is decided and stored.
     *
     * @throws ProblemException when there is too much to do; the click is not charged then
     */
    public ClickAnswer charge(ClickAttempt attempt) throws InterruptedException {
        Waiting click = post(attempt);
        try {
            return click.answer.get(limits.patience().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException impatient) {
            if (click.claim()) {
                throw meters.refusedForTime(
                        ProblemException.unavailable(
                                "The click was not charged: its turn did not come.", SOON));
            }
            return afterAll(click);
        } catch (ExecutionException failed) {
            throw unchecked(failed.getCause());
        }
    }

    /**
     * The same without waiting.
     *
     * @return completes when the click is decided and stored
     */
    public CompletableFuture<ClickAnswer> submit(ClickAttempt attempt) {
        return post(attempt).answer;
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

    private Waiting post(ClickAttempt attempt) {
        if (!breaker.mayTry(mailboxes::isIdle)) {
            throw meters.refusedForOutage(BatchRun.storeIsAway());
        }
        room.ensure(attempt.ad().clickId().mintedAt());
        var click = new Waiting(attempt, System.nanoTime());
        switch (mailboxes.post(click)) {
            case TAKEN -> {}
            case TOO_MANY_FOR_ADVERTISER ->
                    throw meters.refusedForAdvertiser(
                            ProblemException.tooManyRequests(
                                    "The click was not charged: its advertiser has too many"
                                            + " waiting.",
                                    SOON));
            case TOO_MANY ->
                    throw meters.refusedForAll(
                            ProblemException.unavailable(
                                    "The click was not charged: too many clicks are waiting.",
                                    SOON));
        }
        return click;
    }

    /**
     * Commits one batch of what waits.
     *
     * @return whether there was one
     */
    public boolean commitNext() {
        Mailboxes.Batch batch = mailboxes.take();
        if (batch == null) {
            return false;
        }
        commit(batch);
        return true;
    }

    private void commitForEver() {
        try {
            while (true) {
                commit(mailboxes.await());
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void commit(Mailboxes.Batch batch) {
        long started = System.nanoTime();
        try {
            batches.decide(batch.clicks, () -> mailboxes.decided(batch));
        } catch (RuntimeException | Error bug) {
            LOG.error("A batch broke off", bug);
            batch.clicks.forEach(click -> click.answer.completeExceptionally(bug));
        } finally {
            mailboxes.done(batch);
            meters.committed(batch, started);
        }
    }

    /** Takes nothing any more, and ends. What waits is refused when its patience is over. */
    @Override
    public void close() {
        mailboxes.close();
        committers.forEach(Thread::interrupt);
    }

    private static RuntimeException unchecked(@Nullable Throwable cause) {
        return cause instanceof RuntimeException unchecked
                ? unchecked
                : new IllegalStateException(cause);
    }

    private static long nanos(Clock clock) {
        var now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
