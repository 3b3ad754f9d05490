package dev.clickledger.projections.subscription;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;

/** One copy of a view, and how far it has come. */
public interface Fold {

    Position position();

    /** All of a slice that begins at {@link #position()}, or nothing of it. */
    void take(Slice slice);

    /** Takes what is missing up to a position, or somewhat more. */
    default void catchUpTo(Position position, EventHistory history) {
        while (position().compareTo(position) < 0) {
            take(history.read(position(), 1_000));
        }
    }
}
