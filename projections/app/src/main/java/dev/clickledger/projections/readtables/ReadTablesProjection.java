package dev.clickledger.projections.readtables;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.projections.subscription.Rebuild;
import dev.clickledger.projections.subscription.SavedPositions;
import dev.clickledger.projections.subscription.Subscriber;
import dev.clickledger.readmodel.tables.ReadTables;
import java.time.Duration;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps the read tables. When somebody asks for it, they are built again from the first event
 * beside those that are read, which are kept up to date meanwhile, and the two change places at
 * once.
 */
@Component
final class ReadTablesProjection implements Subscriber {

    /** A transaction lives 3 s at most. */
    private static final int REBUILT_AT_ONCE = 2_000;

    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(ReadTablesProjection.class);

    private final SessionFactory sessions;
    private final SavedPositions positions;
    private final EventHistory history;
    private final BuiltTables built;

    private @Nullable TableFold fold;
    private @Nullable Rebuild<TableFold> rebuild;
    private long askedAtNanos = System.nanoTime();

    ReadTablesProjection(
            SessionFactory sessions,
            SavedPositions positions,
            EventHistory history,
            BuiltTables built) {
        this.sessions = sessions;
        this.positions = positions;
        this.history = history;
        this.built = built;
    }

    @Override
    public String name() {
        return ReadTables.SUBSCRIPTION;
    }

    @Override
    public Position resume() {
        forgetRebuild();
        var current =
                new TableFold(
                        sessions,
                        ReadTables.SCHEMA,
                        positions.load(ReadTables.SUBSCRIPTION),
                        history);
        if (!history.knows(current.position())) {
            throw new IllegalStateException(
                    "the read tables were built from another event store: it has no "
                            + current.position());
        }
        fold = current;
        return current.position();
    }

    @Override
    public void accept(Slice slice) {
        TableFold current = Objects.requireNonNull(fold, "resumed");
        current.take(slice);
        if (System.nanoTime() - askedAtNanos >= ASK_EVERY.toNanos()) {
            askedAtNanos = System.nanoTime();
            rebuildIfWanted(current);
        }
    }

    private void rebuildIfWanted(TableFold current) {
        Rebuild<TableFold> running = rebuild;
        TableFold ready = running == null ? null : running.caughtUp();
        if (ready != null) {
            switchTo(ready, current);
        } else if ((running == null || running.isOver()) && built.areWanted()) {
            rebuild =
                    Rebuild.start(
                            "the read tables",
                            REBUILT_AT_ONCE,
                            () -> built.resume(history),
                            history);
        }
    }

    /** The old tables stand still meanwhile, so that nothing is read that was there before. */
    private void switchTo(TableFold ready, TableFold current) {
        ready.catchUpTo(current.position(), history);
        if (built.changePlaces()) {
            rebuild = null;
            fold =
                    new TableFold(
                            sessions,
                            ReadTables.SCHEMA,
                            positions.load(ReadTables.SUBSCRIPTION),
                            history);
            LOG.info("The read tables were built again and are read, up to {}", ready.position());
        }
    }

    private void forgetRebuild() {
        if (rebuild != null) {
            rebuild.stop();
            rebuild = null;
        }
    }
}
