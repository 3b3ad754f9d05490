package dev.clickledger.projections.subscription;

import dev.clickledger.eventstore.EventTail;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One listening connection for all subscriptions: tells them when something was committed. */
final class WakeUps implements AutoCloseable {

    private final EventTail tail;
    private final Duration poll;
    private final Thread listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingHappened = lock.newCondition();
    private long count;

    WakeUps(EventTail tail, Duration poll) {
        this.tail = tail;
        this.poll = poll;
        this.listener = Thread.ofPlatform().daemon().name("event-tail").unstarted(this::listen);
    }

    void start() {
        listener.start();
    }

    /** How many there have been: to be taken before a read, so that none after it is missed. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when there have been more than {@code seen}, or after the poll interval. */
    void awaitMoreThan(long seen) throws InterruptedException {
        long nanos = poll.toNanos();
        lock.lockInterruptibly();
        try {
            while (count <= seen && nanos > 0) {
                nanos = somethingHappened.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        listener.interrupt();
        try {
            listener.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            while (true) {
                tail.await(poll);
                wakeAll();
            }
        } catch (InterruptedException closing) {
            tail.close();
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            count++;
            somethingHappened.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
