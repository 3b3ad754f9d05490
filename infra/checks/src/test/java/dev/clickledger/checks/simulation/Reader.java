package dev.clickledger.checks.simulation;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A publisher: sends a slice on, then saves its position; a crash in between sends it again. */
final class Reader {

    private static final int MOST_EVENTS = 20;

    private final SimulatedStore store;
    private final Dice dice;
    private final Verdicts verdicts;
    private final Set<Position> sent = new HashSet<>();
    private final List<StoredEvent> firstSent = new ArrayList<>();
    private Position saved = Position.START;
    private Position position = Position.START;

    Reader(SimulatedStore store, Dice dice, Verdicts verdicts) {
        this.store = store;
        this.dice = dice;
        this.verdicts = verdicts;
    }

    /** Says whether there was anything to read. */
    boolean read(boolean mayCrash) {
        Slice slice = store.read(position, 1 + dice.below(MOST_EVENTS));
        for (StoredEvent event : slice.events()) {
            if (mayCrash && dice.oneIn(300)) {
                position = saved;
                return true;
            }
            send(event);
        }
        position = slice.upTo();
        if (!mayCrash || !dice.oneIn(4)) {
            saved = position;
        }
        return !slice.events().isEmpty();
    }

    private void send(StoredEvent event) {
        if (!sent.add(event.position())) {
            return;
        }
        firstSent.add(event);
        if (event.event() instanceof ClickCharged click) {
            verdicts.published(click);
        }
    }

    /** Everything, each aggregate in its order. */
    void check() {
        Map<String, Long> last = new HashMap<>();
        for (StoredEvent event : firstSent) {
            long before = last.getOrDefault(event.aggregateId(), -1L);
            Violation.unless(
                    event.sequence() == before + 1,
                    Invariant.NOTHING_UNSEEN,
                    "%s was seen after %d of it",
                    event,
                    before);
            last.put(event.aggregateId(), event.sequence());
        }
        for (StoredEvent event : store.log()) {
            Violation.unless(
                    sent.contains(event.position()),
                    Invariant.NOTHING_UNSEEN,
                    "%s was never seen",
                    event);
        }
    }
}
