package dev.clickledger.command.charge;

import dev.clickledger.contracts.ids.ClickId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Which clicks the register need not be asked about before they are decided. Nearly all are new,
 * and a repeat mostly comes to the node that decided it, soon; so only those that were decided here
 * lately are looked up. It is a guess that costs time when it is wrong, not money: a click that was
 * decided elsewhere or long ago fails on the register's key, and its batch is decided again with
 * all looked up. So are the next {@value #CAUTIOUS_FOR_BATCHES} batches, lest somebody who repeats
 * old clicks makes many fail.
 *
 * <p>Bounded: the last {@value #MOST} to twice as many clicks. Thread-safe.
 */
final class LatelyDecided {

    static final int MOST = 100_000;
    static final int CAUTIOUS_FOR_BATCHES = 1_000;

    private final AtomicInteger cautious = new AtomicInteger();
    private volatile Set<ClickId> young = ConcurrentHashMap.newKeySet();
    private volatile Set<ClickId> old = Set.of();

    /** Those of a batch that must be looked up. */
    Collection<ClickId> suspects(Collection<ClickId> batch) {
        if (cautious.get() > 0) {
            cautious.decrementAndGet();
            return batch;
        }
        List<ClickId> suspects = new ArrayList<>();
        for (ClickId id : batch) {
            if (young.contains(id) || old.contains(id)) {
                suspects.add(id);
            }
        }
        return suspects;
    }

    void add(Collection<ClickId> decided) {
        young.addAll(decided);
        if (young.size() > MOST) {
            turn();
        }
    }

    /** A guess was wrong. */
    void beCautious() {
        cautious.set(CAUTIOUS_FOR_BATCHES);
    }

    private synchronized void turn() {
        if (young.size() > MOST) {
            old = young;
            young = ConcurrentHashMap.newKeySet();
        }
    }
}
