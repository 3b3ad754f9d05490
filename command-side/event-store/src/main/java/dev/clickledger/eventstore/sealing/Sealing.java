package dev.clickledger.eventstore.sealing;

import dev.clickledger.eventstore.EventTail;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals events as they are committed, at most a second behind. Of several nodes the one that holds
 * an advisory lock seals, the others stand by; the lock ends with its connection. It spares work
 * only: without it, too, {@link Sealer} would never seal an event twice.
 */
public final class Sealing implements AutoCloseable {

    /** "SEAL" in ASCII, beside no other lock of ours. */
    static final long LOCK = 0x5345414CL;

    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final Duration TRIES_EVERY = Duration.ofSeconds(1);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(5);

    /**
     * @param mostEvents in one seal
     * @param coalesce how long to wait for more events once there are some
     * @param poll how long to wait for a sign of some before looking
     */
    public record Pace(int mostEvents, Duration coalesce, Duration poll) {

        public static final Pace DEFAULT =
                new Pace(8_192, Duration.ofMillis(200), Duration.ofMillis(500));
    }

    private final DataSource kept;
    private final SealingKey key;
    private final Pace pace;
    private final InstantSource clock;
    private final SealListener listener;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong caughtUpNanos = new AtomicLong();
    private final Thread thread;
    private volatile boolean leading;
    private volatile long sealedEvents;

    /**
     * @param kept gives connections that stay with their user; two are used
     */
    public Sealing(
            DataSource kept,
            SealingKey key,
            Pace pace,
            InstantSource clock,
            SealListener listener) {
        this.kept = kept;
        this.key = key;
        this.pace = pace;
        this.clock = clock;
        this.listener = listener;
        this.thread = Thread.ofPlatform().daemon().name("sealing").unstarted(this::run);
    }

    public void start() {
        caughtUpNanos.set(System.nanoTime());
        thread.start();
    }

    /** Whether this node is the one that seals. */
    public boolean leading() {
        return leading;
    }

    /** Events sealed ever, as this node knows. */
    public long sealedEvents() {
        return sealedEvents;
    }

    /**
     * How long ago this node knew that everything it could read was sealed, or that another node
     * seals. It grows while PostgreSQL can't be reached.
     */
    public Duration lag() {
        return Duration.ofNanos(System.nanoTime() - caughtUpNanos.get());
    }

    /** Seals what is there, then ends. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOPS_WITHIN);
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            boolean failing = false;
            while (running()) {
                try (Connection connection = kept.getConnection()) {
                    prepare(connection);
                    failing = false;
                    standByAndLead(connection);
                } catch (SQLException failed) {
                    if (!failing) {
                        LOG.warn("Sealing stands still and tries again: {}", failed.getMessage());
                    }
                    LOG.debug("Sealing failed", failed);
                    failing = true;
                }
                leading = false;
                await(TRIES_EVERY);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void standByAndLead(Connection connection) throws SQLException, InterruptedException {
        while (!lock(connection)) {
            caughtUpNanos.set(System.nanoTime());
            await(TRIES_EVERY);
            if (!running()) {
                return;
            }
        }
        Sealer sealer = Sealer.resume(connection, key, pace.mostEvents(), clock);
        leading = true;
        LOG.info("Sealing with key {}", key.publicKey().keyId());
        try (EventTail tail = new EventTail(kept)) {
            while (running()) {
                sealAll(connection, sealer);
                tail.await(pace.poll());
                await(pace.coalesce());
            }
        }
        // What was committed since, so that a system that was stopped has everything sealed.
        sealAll(connection, sealer);
    }

    private void await(Duration atMost) throws InterruptedException {
        boolean stopped = stopping.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        LOG.trace("Went on, stopped: {}", stopped);
    }

    private void sealAll(Connection connection, Sealer sealer) throws SQLException {
        boolean more = true;
        while (more) {
            long lookedNanos = System.nanoTime();
            SealedRoot before = sealer.newestRoot();
            Seal sealed = sealer.sealNext(connection);
            more = sealed != null && sealed.events() == pace.mostEvents();
            if (!more) {
                caughtUpNanos.set(lookedNanos);
            }
            Seal newest = sealer.newest();
            sealedEvents = newest == null ? 0 : newest.totalEvents();
            if (sealed != null) {
                listener.sealed(before, sealed);
            }
        }
    }

    private boolean running() {
        return stopping.getCount() > 0;
    }

    private static boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement lock =
                connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, LOCK);
            try (ResultSet row = lock.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            // The roles' bound is for writers. We read outside transactions, which holds nobody up.
            settings.execute("SET transaction_timeout = '10s'");
            // Else the lock of a node that lost its power would stay for hours.
            settings.execute("SET tcp_keepalives_idle = 5");
            settings.execute("SET tcp_keepalives_interval = 2");
            settings.execute("SET tcp_keepalives_count = 3");
        }
    }
}
