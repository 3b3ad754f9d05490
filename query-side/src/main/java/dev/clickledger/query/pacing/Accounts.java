package dev.clickledger.query.pacing;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Accounts by id, a bounded number of them. For many threads. */
final class Accounts {

    private final double fadeMillis;
    private final int most;
    private final Map<String, Account> byId = new ConcurrentHashMap<>();
    private final AtomicLong sweptMillis = new AtomicLong();

    Accounts(double fadeMillis, int most) {
        this.fadeMillis = fadeMillis;
        this.most = most;
    }

    @Nullable Account find(String id) {
        return byId.get(id);
    }

    /** The one of this id, made when there is room for it. */
    @Nullable Account findOrOpen(String id, long nowMillis) {
        Account known = byId.get(id);
        if (known != null) {
            return known;
        }
        if (byId.size() >= most && !sweep(nowMillis)) {
            return null;
        }
        return byId.computeIfAbsent(id, ignored -> new Account(fadeMillis, nowMillis));
    }

    Collection<Account> all() {
        return byId.values();
    }

    /** Forgets who was not served for long; not at every request of a server that is full. */
    private boolean sweep(long nowMillis) {
        long last = sweptMillis.get();
        if (Math.abs(nowMillis - last) > fadeMillis && sweptMillis.compareAndSet(last, nowMillis)) {
            byId.values().removeIf(account -> account.isIdle(nowMillis));
        }
        return byId.size() < most;
    }
}
