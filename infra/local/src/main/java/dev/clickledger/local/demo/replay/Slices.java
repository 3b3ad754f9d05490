package dev.clickledger.local.demo.replay;

import dev.clickledger.local.demo.input.ShopperAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the input. A slice of {@link #ENOUGH} keeps the system busy; where little happens, a longer
 * time goes by until then, where much happens at once, a slice ends by number.
 */
final class Slices implements Iterator<Slice> {

    static final Duration SHORTEST = Duration.ofMinutes(5);
    static final Duration LONGEST = Duration.ofMinutes(30);
    static final int ENOUGH = 100;
    static final int MOST_ACTIONS = 2_000;

    private final Iterator<ShopperAction> actions;
    private @Nullable ShopperAction ahead;

    Slices(Iterator<ShopperAction> actions) {
        this.actions = actions;
        this.ahead = next(actions);
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Slice next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        List<ShopperAction> taken = new ArrayList<>();
        Instant start = ahead.at();
        while (ahead != null && belongs(ahead, start, taken.size())) {
            taken.add(ahead);
            ahead = next(actions);
        }
        return new Slice(taken, over(taken.getLast().at()));
    }

    private static boolean belongs(ShopperAction action, Instant start, int taken) {
        Duration longest = taken < ENOUGH ? LONGEST : SHORTEST;
        return taken < MOST_ACTIONS && action.at().isBefore(start.plus(longest));
    }

    private @Nullable Instant over(Instant last) {
        if (ahead == null) {
            return last;
        }
        // As late as can be: the windows that end in between close now.
        return ahead.at().equals(last) ? null : ahead.at().minusMillis(1);
    }

    private static @Nullable ShopperAction next(Iterator<ShopperAction> actions) {
        return actions.hasNext() ? actions.next() : null;
    }
}
