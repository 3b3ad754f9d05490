package dev.clickledger.projections.subscription;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import java.time.Duration;

/** A view as its subscription sees it. It is called by one thread at a time. */
public interface Subscriber {

    /** Stable: the position is kept, and the instances compete, under this name. */
    String name();

    /**
     * Called before the first slice, and again after every failure: forgets what is in memory, and
     * fetches what it needs to go on.
     *
     * @return the position after which to go on
     */
    Position resume();

    /**
     * How long events may gather once there are any to read: a slice costs about the same for one
     * event as for some tens.
     */
    default Duration gathersFor() {
        return Duration.ofMillis(40);
    }

    /**
     * How many events it takes at once.
     *
     * @param usual what suits most: as many as a short transaction can write
     */
    default int mostAtOnce(int usual) {
        return usual;
    }

    /**
     * Takes all events of a slice, or none of them. The slice begins where the last one ended.
     *
     * @param slice without events when there are none: time has passed
     */
    void accept(Slice slice);
}
