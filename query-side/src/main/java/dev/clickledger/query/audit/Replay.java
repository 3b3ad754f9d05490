package dev.clickledger.query.audit;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import java.util.Optional;

/**
 * Replays one aggregate, event by event. The read tables and Redis may be behind the store, each at
 * its own position, so each is told what the aggregate was there before the first event beyond it
 * is applied.
 */
abstract class Replay {

    private final ExpectedTables tables;
    private final ExpectedLive live;
    private boolean tablesTold;
    private boolean liveTold;

    Replay(ExpectedTables tables, ExpectedLive live) {
        this.tables = tables;
        this.live = live;
    }

    final void take(StoredEvent stored) {
        Position position = stored.position();
        if (!tables.include(position)) {
            tellTablesOnce();
        }
        if (!live.include(position)) {
            tellLiveOnce();
        }
        apply(stored, position.offset());
    }

    /** There are no more events. */
    final void end() {
        tellTablesOnce();
        tellLiveOnce();
    }

    /** Whether the read tables must have this event. */
    final boolean inTables() {
        return !tablesTold;
    }

    /** What Redis must hold, when it must have this event; else nothing. */
    final Optional<ExpectedLive> live() {
        return liveTold ? Optional.empty() : Optional.of(live);
    }

    private void tellTablesOnce() {
        if (!tablesTold) {
            tablesTold = true;
            tell(tables);
        }
    }

    private void tellLiveOnce() {
        if (!liveTold) {
            liveTold = true;
            tell(live);
        }
    }

    abstract void apply(StoredEvent stored, long offset);

    /** Says what the read tables must hold of the present state; nothing when there is none. */
    abstract void tell(ExpectedTables expected);

    /** Says what Redis must hold of the present state; nothing when there is none. */
    abstract void tell(ExpectedLive expected);
}
