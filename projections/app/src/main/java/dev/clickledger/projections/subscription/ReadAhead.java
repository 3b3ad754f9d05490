package dev.clickledger.projections.subscription;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Reads and decodes the next slice while the subscriber is busy with one, as long as there are
 * more: a replay is then as fast as the slower half of it, not as both together. At most one slice
 * is ahead. Used by one thread.
 */
final class ReadAhead {

    private record Ahead(Position after, FutureTask<Slice> slice) {}

    private final EventFeed.Source source;
    private @Nullable Ahead ahead;

    ReadAhead(EventFeed.Source source) {
        this.source = source;
    }

    Slice read(Position after, int limit) throws InterruptedException {
        Ahead ready = ahead;
        ahead = null;
        Slice slice =
                ready != null && ready.after().equals(after)
                        ? await(ready.slice())
                        : source.read(after, limit);
        if (!slice.caughtUp()) {
            var next = new FutureTask<>(() -> source.read(slice.upTo(), limit));
            Thread.ofVirtual().name("read-ahead").start(next);
            ahead = new Ahead(slice.upTo(), next);
        }
        return slice;
    }

    private static Slice await(FutureTask<Slice> slice) throws InterruptedException {
        try {
            return slice.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException(failed.getCause());
        }
    }
}
