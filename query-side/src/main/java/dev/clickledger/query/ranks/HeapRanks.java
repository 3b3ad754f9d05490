package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The heap, kept in step with Redis. Every few hundred milliseconds Redis is asked where it is;
 * what it has not confirmed within the last second is not served. A connection that is lost, or
 * silent for too long, is replaced by another one; if nothing was missed in between, the heap stays
 * as it is.
 */
final class HeapRanks implements RankSource, AutoCloseable {

    /** What Redis said longer ago may have changed. */
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(HeapRanks.class);

    private final RedisClient client;
    private final RankSettings settings;
    private final RankHeap heap;
    private final RankMetrics metrics;
    private final LearnedCurves curves;
    private final Thread keeper;

    /** The same lists are read once for all who wait for them. */
    private final Map<Wanted, CompletableFuture<Boolean>> loading = new ConcurrentHashMap<>();

    private volatile @Nullable RedisLink link;
    private volatile long confirmedAtNanos = System.nanoTime() - Duration.ofDays(1).toNanos();
    private volatile long askedAtNanos;
    private volatile boolean asking;
    private boolean wasDown;

    private record Wanted(List<RankKey> keys, LocalDate day) {}

    HeapRanks(RedisClient client, RankSettings settings, RankMetrics metrics) {
        this.client = client;
        this.settings = settings;
        this.metrics = metrics;
        this.heap = new RankHeap(settings.mostLists(), settings.mostEntries());
        this.curves = new LearnedCurves(() -> link);
        this.keeper = Thread.ofPlatform().daemon().name("rank-heap").unstarted(this::keep);
        metrics.measure(heap, this::unconfirmedFor);
    }

    /** Also waits for Redis' first word, if there is one, so that the first lookup finds it. */
    void start() {
        keepInStep();
        long giveUpAt = System.nanoTime() + timeout().toNanos();
        while (asking && System.nanoTime() < giveUpAt) {
            Thread.onSpinWait();
        }
        keeper.start();
    }

    @Override
    public RankLists ranks(List<RankKey> keys, LocalDate businessDay) {
        if (unconfirmedFor().compareTo(TRUSTED_FOR) > 0) {
            throw new RankSourceDownException("Redis has not been heard of for too long", null);
        }
        RankLists found = inHeap(keys, businessDay);
        if (found != null) {
            metrics.hit();
            return found;
        }
        metrics.missed();
        load(keys, businessDay);
        RankLists loaded = inHeap(keys, businessDay);
        if (loaded != null) {
            return loaded;
        }
        if (heap.mark() == null) {
            throw new NothingToServeException("Redis holds no finished view");
        }
        throw new RankSourceDownException("the lists changed while they were read", null);
    }

    @Override
    public TrafficCurve trafficCurve(LocalDate businessDay) {
        return curves.of(businessDay);
    }

    private @Nullable RankLists inHeap(List<RankKey> keys, LocalDate day) {
        // The position first: the lists are then at least as new as it says.
        ViewMark mark = heap.mark();
        if (mark == null) {
            return null;
        }
        List<List<RankEntry>> lists = new ArrayList<>(keys.size());
        for (RankKey key : keys) {
            HeapList list = heap.list(key, day);
            if (list == null) {
                return null;
            }
            lists.add(list.entries());
        }
        return new HeapLists(mark.position().offset(), lists, heap, day);
    }

    private void load(List<RankKey> keys, LocalDate day) {
        List<RankKey> missing =
                keys.stream().filter(key -> heap.list(key, day) == null).distinct().toList();
        var wanted = new Wanted(missing, day);
        var mine = new CompletableFuture<Boolean>();
        CompletableFuture<Boolean> others = loading.putIfAbsent(wanted, mine);
        if (others == null) {
            ask(wanted, mine);
        }
        try {
            (others == null ? mine : others).get(timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new RankSourceDownException("Redis: " + failed.getCause(), failed.getCause());
        } catch (TimeoutException slow) {
            throw new RankSourceDownException("Redis: no answer in time", slow);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RankSourceDownException("stopping", stopping);
        } finally {
            if (others == null) {
                loading.remove(wanted, mine);
            }
        }
    }

    private void ask(Wanted wanted, CompletableFuture<Boolean> result) {
        RedisLink open = link;
        if (open == null) {
            result.completeExceptionally(new RedisException("not connected"));
            return;
        }
        long now = System.nanoTime();
        open.load(
                wanted.keys().stream().map(RankKey::value).toList(),
                wanted.day(),
                (loaded, failure) -> {
                    if (loaded == null || open != link) {
                        result.completeExceptionally(
                                failure == null ? new RedisException("connection lost") : failure);
                        return;
                    }
                    try {
                        heap.load(loaded);
                        confirmed(now);
                        result.complete(true);
                    } catch (RuntimeException unreadable) {
                        result.completeExceptionally(unreadable);
                    }
                });
    }

    private void confirmed(long atNanos) {
        if (atNanos - confirmedAtNanos > 0) {
            confirmedAtNanos = atNanos;
        }
    }

    private void changed(String message) {
        try {
            ViewChange change = ViewChange.parse(message);
            boolean hadView = heap.mark() != null;
            if (heap.apply(change)) {
                metrics.applied(change);
            } else if (hadView) {
                metrics.gap();
                LOG.info("Batch {} does not follow what is in the heap", change.mark());
            }
        } catch (RuntimeException unreadable) {
            metrics.gap();
            LOG.warn("A batch could not be applied to the heap", unreadable);
        }
    }

    private void keep() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(settings.confirmEveryMillis());
                keepInStep();
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("Keeping the heap in step with Redis failed", failed);
            }
        }
    }

    /** Connects if need be, and asks where Redis is. */
    private void keepInStep() {
        RedisLink open = link;
        if (open != null && (!open.isOpen() || isSilent())) {
            LOG.info("Redis' connection is lost; the read tables take over after a second");
            link = null;
            open.close();
            open = null;
        }
        if (open == null) {
            open = connect();
            if (open == null) {
                return;
            }
        }
        if (!asking) {
            askWhere(open);
        }
    }

    private boolean isSilent() {
        return asking && System.nanoTime() - askedAtNanos > TRUSTED_FOR.toNanos();
    }

    private @Nullable RedisLink connect() {
        try {
            RedisLink opened = RedisLink.open(client, this::changed);
            asking = false;
            link = opened;
            if (wasDown) {
                LOG.info("Redis is there again");
                wasDown = false;
            }
            return opened;
        } catch (RedisException down) {
            if (!wasDown) {
                LOG.warn("Redis cannot be reached: {}", down.getMessage());
                wasDown = true;
            }
            return null;
        }
    }

    private void askWhere(RedisLink open) {
        long now = System.nanoTime();
        askedAtNanos = now;
        asking = true;
        open.mark(
                (mark, failure) -> {
                    if (open != link) {
                        return;
                    }
                    if (failure == null) {
                        boolean hadView = heap.mark() != null;
                        if (!heap.confirm(mark) && hadView) {
                            metrics.gap();
                        }
                        confirmed(now);
                    }
                    asking = false;
                });
    }

    private Duration unconfirmedFor() {
        return Duration.ofNanos(System.nanoTime() - confirmedAtNanos);
    }

    private Duration timeout() {
        return Duration.ofMillis(settings.redisTimeoutMillis());
    }

    @Override
    public void close() {
        keeper.interrupt();
        RedisLink open = link;
        link = null;
        if (open != null) {
            open.close();
        }
    }
}
