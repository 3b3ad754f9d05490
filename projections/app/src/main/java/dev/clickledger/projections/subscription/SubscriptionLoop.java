package dev.clickledger.projections.subscription;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one subscriber: becomes the active instance, reads a slice, hands it over, goes on. After a
 * failure the subscriber resumes from what it has stored, after a pause that doubles up to a limit
 * and ends only with the failure: events are never skipped, so a view may be late but not wrong.
 */
final class SubscriptionLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriptionLoop.class);

    /** A cold JVM takes its time for the first rows, and a transaction lives 3 s at most. */
    private static final int FIRST_SLICE_EVENTS = 50;

    private static final Duration STUCK_AFTER = Duration.ofSeconds(5);

    private final Subscriber subscriber;
    private final EventFeed feed;
    private final DataSource lockSource;
    private final WakeUps wakeUps;
    private final SubscriptionProperties properties;
    private final Thread thread;
    private final int mostSliceEvents;
    private int sliceEvents;

    private volatile SubscriptionState state = SubscriptionState.STARTING;
    private volatile Position position = Position.START;
    private volatile long caughtUpAtNanos = System.nanoTime();
    private volatile boolean caughtUp;
    private volatile @Nullable String failure;

    /**
     * @param lockSource gives a connection to keep
     */
    SubscriptionLoop(
            Subscriber subscriber,
            EventFeed feed,
            DataSource lockSource,
            WakeUps wakeUps,
            SubscriptionProperties properties) {
        this.subscriber = subscriber;
        this.feed = feed;
        this.lockSource = lockSource;
        this.wakeUps = wakeUps;
        this.properties = properties;
        this.mostSliceEvents = subscriber.mostAtOnce(properties.sliceEvents());
        this.sliceEvents = Math.min(FIRST_SLICE_EVENTS, mostSliceEvents);
        this.thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("subscription-" + subscriber.name())
                        .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void askToStop() {
        thread.interrupt();
    }

    void awaitStop(Duration atMost) throws InterruptedException {
        thread.join(atMost);
    }

    String name() {
        return subscriber.name();
    }

    SubscriptionState state() {
        return state;
    }

    Position position() {
        return position;
    }

    boolean isCaughtUp() {
        return caughtUp;
    }

    /** How long ago everything that could be read had been taken; zero when just now. */
    Duration behindFor() {
        Duration since = Duration.ofNanos(System.nanoTime() - caughtUpAtNanos);
        // A subscriber that hangs still says that it is caught up.
        return caughtUp && since.compareTo(STUCK_AFTER) < 0 ? Duration.ZERO : since;
    }

    @Nullable String failure() {
        return failure;
    }

    private void run() {
        long pauseMillis = properties.retryMillis();
        while (!Thread.currentThread().isInterrupted()) {
            Position before = position;
            try {
                runWhileActive();
            } catch (InterruptedException stopping) {
                break;
            } catch (SQLException | RuntimeException failed) {
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
                // Only getting on proves that the trouble is over; resuming does not.
                pauseMillis =
                        position.compareTo(before) > 0 ? properties.retryMillis() : pauseMillis;
                failing(failed, pauseMillis);
                if (!pause(pauseMillis)) {
                    break;
                }
                pauseMillis = Math.min(pauseMillis * 2, properties.retryLimitMillis());
            }
        }
        state = SubscriptionState.STOPPED;
    }

    private void runWhileActive() throws InterruptedException, SQLException {
        try (ActiveInstance active = becomeActive()) {
            position = subscriber.resume();
            var events = new ReadAhead(feed::read);
            while (true) {
                active.check();
                long wakeUpsSeen = wakeUps.count();
                Slice slice = events.read(position, sliceEvents);
                subscriber.accept(slice);
                position = slice.upTo();
                took(slice);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (slice.caughtUp()) {
                    wakeUps.awaitMoreThan(wakeUpsSeen);
                    Thread.sleep(subscriber.gathersFor());
                }
            }
        }
    }

    private ActiveInstance becomeActive() throws InterruptedException, SQLException {
        while (true) {
            Optional<ActiveInstance> active =
                    ActiveInstance.tryToBecome(lockSource, subscriber.name());
            if (active.isPresent()) {
                LOG.info("Subscription {} is active", subscriber.name());
                return active.get();
            }
            state = SubscriptionState.STAND_BY;
            Thread.sleep(properties.standByMillis());
        }
    }

    private void took(Slice slice) {
        sliceEvents = Math.min(sliceEvents * 2, mostSliceEvents);
        if (slice.caughtUp()) {
            caughtUpAtNanos = System.nanoTime();
        }
        caughtUp = slice.caughtUp();
        if (state != SubscriptionState.ACTIVE) {
            state = SubscriptionState.ACTIVE;
            failure = null;
        }
    }

    private void failing(Exception failed, long pauseMillis) {
        // A slice that is too much at once (a transaction lives 3 s at most) must not stay too
        // much.
        sliceEvents = Math.max(1, sliceEvents / 2);
        boolean news = state != SubscriptionState.FAILING;
        state = SubscriptionState.FAILING;
        caughtUp = false;
        failure = failed.toString();
        if (news) {
            LOG.warn("Subscription {} failed after {}", subscriber.name(), position, failed);
        } else {
            LOG.warn(
                    "Subscription {} still fails after {}, again in {} ms: {}",
                    subscriber.name(),
                    position,
                    pauseMillis,
                    failure);
        }
    }

    private static boolean pause(long millis) {
        try {
            // Instances that failed together should not come back together.
            Thread.sleep(millis + RandomGenerator.getDefault().nextLong(millis / 4 + 1));
            return true;
        } catch (InterruptedException stopping) {
            return false;
        }
    }
}
