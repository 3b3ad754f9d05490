package dev.clickledger.command.charge;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Clicks that wait, a mailbox for each advertiser, and what the next batch takes of them. Bounded,
 * for each and in all. Fair: the advertisers that wait share a batch alike, and who finds no room
 * in it is first in the next; one that waits alone gets all of it. An advertiser's clicks are
 * decided in one batch at a time; while that one is being stored, the next one may take more of
 * them. A mailbox exists only while somebody waits in it or is in a running batch.
 *
 * <p>Thread-safe.
 */
final class Mailboxes {

    enum Verdict {
        TAKEN,
        TOO_MANY_FOR_ADVERTISER,
        TOO_MANY
    }

    /** What is decided together: clicks of an advertiser side by side. */
    static final class Batch {

        final List<Waiting> clicks = new ArrayList<>();
        private final List<Mailbox> mailboxes = new ArrayList<>();
        private final long startedNanos;
        private boolean decided;

        private Batch(long startedNanos) {
            this.startedNanos = startedNanos;
        }

        int advertisers() {
            return mailboxes.size();
        }
    }

    private static final class Mailbox {

        final AdvertiserId advertiser;
        final ArrayDeque<Waiting> clicks = new ArrayDeque<>();
        int share;
        int runningBatches;
        boolean ready;
        boolean deciding;

        Mailbox(AdvertiserId advertiser) {
            this.advertiser = advertiser;
        }
    }

    private static final int GATHERS_FOR_ONE_IN = 6;
    private static final long MOST_GATHER_NANOS = 1_000_000;

    /** One in so many of the difference is taken over from each batch. */
    private static final int SMOOTHING = 4;

    /** A batch that takes so many longest waits is not slow, but stuck. */
    private static final int STUCK_AFTER = 4;

    private final ChargeLimits limits;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingToDo = lock.newCondition();
    private final Condition enough = lock.newCondition();
    private final Map<AdvertiserId, Mailbox> mailboxes = new HashMap<>();

    /** Those with clicks of which none is being decided, the longest without first. */
    private final ArrayDeque<Mailbox> ready = new ArrayDeque<>();

    private final List<Batch> running = new ArrayList<>();
    private int waiting;

    /** How long a batch takes nowadays. */
    private long batchNanos;

    /** Clicks that were answered last: as many callers may be about to ask again. */
    private int answered;

    private long answeredAtNanos;

    private boolean closed;

    Mailboxes(ChargeLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    Verdict post(Waiting click) {
        AdvertiserId advertiser = click.attempt.ad().advertiserId();
        lock.lock();
        try {
            Mailbox mailbox = mailboxes.get(advertiser);
            Verdict verdict = admit(mailbox);
            if (verdict != Verdict.TAKEN) {
                return verdict;
            }
            if (mailbox == null) {
                mailbox = new Mailbox(advertiser);
                mailboxes.put(advertiser, mailbox);
            }
            mailbox.clicks.addLast(click);
            makeReady(mailbox);
            if (++waiting >= answered) {
                enough.signal();
            }
            return Verdict.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    private void makeReady(Mailbox mailbox) {
        if (!mailbox.ready && !mailbox.deciding && !mailbox.clicks.isEmpty()) {
            mailbox.ready = true;
            ready.addLast(mailbox);
            somethingToDo.signal();
        }
    }

    private Verdict admit(@Nullable Mailbox mailbox) {
        if (closed || waiting >= limits.waitingClicks()) {
            return Verdict.TOO_MANY;
        }
        if (running.isEmpty() && waiting == 0) {
            return Verdict.TAKEN; // whatever was before, nothing is in its way now
        }
        long longest = limits.longestWait().toNanos();
        if (isStuck(longest)
                || batchesFor(waiting + 1, limits.batchClicks()) * batchNanos
                        > longest * limits.committers()) {
            return Verdict.TOO_MANY;
        }
        if (mailbox != null) {
            int own = mailbox.clicks.size();
            int share = Math.max(1, limits.batchClicks() / Math.max(1, ready.size()));
            if (own >= limits.mailboxClicks()
                    || batchesFor(own + 1, share) * batchNanos > longest) {
                return Verdict.TOO_MANY_FOR_ADVERTISER;
            }
        }
        return Verdict.TAKEN;
    }

    private static long batchesFor(int clicks, int ofBatch) {
        return (clicks + ofBatch - 1L) / ofBatch;
    }

    /** A batch that takes so long does not say when the next one comes. */
    private boolean isStuck(long longestNanos) {
        long now = nanoTime.getAsLong();
        for (Batch batch : running) {
            if (now - batch.startedNanos > STUCK_AFTER * longestNanos) {
                return true;
            }
        }
        return false;
    }

    /**
     * After a standstill the rate must recover within a few batches: none counts more than that.
     */
    private void took(long nanos) {
        batchNanos += (Math.min(nanos, limits.longestWait().toNanos()) - batchNanos) / SMOOTHING;
    }

    /**
     * Callers that were answered together come back one after the other: a batch that left with the
     * first of them would have the others wait for two commits. So it waits for as many again, but
     * only a fraction of what a batch takes, and for nobody when nobody was answered just now.
     */
    private void gather() throws InterruptedException {
        long left =
                Math.min(batchNanos / GATHERS_FOR_ONE_IN, MOST_GATHER_NANOS)
                        - (nanoTime.getAsLong() - answeredAtNanos);
        while (left > 0 && !ready.isEmpty() && waiting < Math.min(answered, limits.batchClicks())) {
            left = enough.awaitNanos(left);
        }
    }

    /** Waits until there is something to decide. */
    Batch await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                gather();
                Batch batch = take();
                if (batch != null) {
                    return batch;
                }
                somethingToDo.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * @return {@code null} when there is nothing to decide now
     */
    @Nullable Batch take() {
        lock.lock();
        try {
            while (!ready.isEmpty()) {
                var batch = new Batch(nanoTime.getAsLong());
                share(batch);
                running.add(batch);
                if (!batch.clicks.isEmpty()) {
                    if (!ready.isEmpty()) {
                        somethingToDo.signal();
                    }
                    return batch;
                }
                end(batch); // all who waited had given up
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void share(Batch batch) {
        int room = limits.batchClicks();
        int advertisers = Math.min(ready.size(), room);
        for (int i = 0; i < advertisers; i++) {
            Mailbox mailbox = ready.removeFirst();
            mailbox.share = 0;
            mailbox.ready = false;
            mailbox.deciding = true;
            mailbox.runningBatches++;
            batch.mailboxes.add(mailbox);
        }
        // Round after round, alike for all that want more.
        List<Mailbox> wanting = batch.mailboxes;
        while (room > 0 && !wanting.isEmpty()) {
            int each = Math.max(1, room / wanting.size());
            List<Mailbox> stillWanting = new ArrayList<>();
            for (Mailbox mailbox : wanting) {
                int more = Math.min(Math.min(each, room), mailbox.clicks.size() - mailbox.share);
                mailbox.share += more;
                room -= more;
                if (mailbox.share < mailbox.clicks.size()) {
                    stillWanting.add(mailbox);
                }
            }
            wanting = stillWanting;
        }
        for (Mailbox mailbox : batch.mailboxes) {
            for (int i = 0; i < mailbox.share; i++) {
                Waiting click = mailbox.clicks.removeFirst();
                waiting--;
                if (click.claim()) {
                    batch.clicks.add(click);
                }
            }
        }
    }

    /** It is only being stored: its advertisers may be in the next one. */
    void decided(Batch batch) {
        lock.lock();
        try {
            free(batch);
        } finally {
            lock.unlock();
        }
    }

    /** The batch was stored, or failed. */
    void done(Batch batch) {
        lock.lock();
        try {
            answeredAtNanos = nanoTime.getAsLong();
            answered = batch.clicks.size();
            took(answeredAtNanos - batch.startedNanos);
            end(batch);
        } finally {
            lock.unlock();
        }
    }

    private void free(Batch batch) {
        if (!batch.decided) {
            batch.decided = true;
            for (Mailbox mailbox : batch.mailboxes) {
                mailbox.deciding = false;
                makeReady(mailbox);
            }
        }
    }

    private void end(Batch batch) {
        running.remove(batch);
        free(batch);
        for (Mailbox mailbox : batch.mailboxes) {
            mailbox.runningBatches--;
            if (mailbox.clicks.isEmpty() && mailbox.runningBatches == 0) {
                mailboxes.remove(mailbox.advertiser);
            }
        }
    }

    /** Takes nothing any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return waiting == 0 && running.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    int advertisers() {
        lock.lock();
        try {
            return mailboxes.size();
        } finally {
            lock.unlock();
        }
    }
}
