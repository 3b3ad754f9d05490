package dev.clickledger.checks.simulation;

import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import dev.clickledger.projections.live.LiveWrites;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is in Redis: kept up to date by slices, through crashes of its writer. */
final class LiveView {

    private static final int MOST_EVENTS = 30;

    private final SimulatedStore store;
    private final Dice dice;
    private final Set<Guard> broken;

    /** Redis: fields of hashes by key and field. */
    private final Map<String, String> values = new TreeMap<>();

    private Position stored = Position.START;
    private Position position = Position.START;
    private CampaignCatalogue catalogue = new CampaignCatalogue();

    LiveView(SimulatedStore store, Dice dice, Set<Guard> broken) {
        this.store = store;
        this.dice = dice;
        this.broken = broken;
    }

    /** Says whether there was anything to read. */
    boolean read(boolean mayCrash) {
        Slice slice = store.read(position, 1 + dice.below(MOST_EVENTS));
        if (slice.events().isEmpty()) {
            return false;
        }
        if (mayCrash && dice.oneIn(60)) {
            resume();
            return true;
        }
        List<List<String>> writes = LiveWrites.of(slice, catalogue);
        if (broken.contains(Guard.POSITION_WITH_VIEW)) {
            stored = slice.upTo();
            if (mayCrash && dice.oneIn(60)) {
                resume();
                return true;
            }
        }
        apply(values, writes);
        stored = slice.upTo();
        position = slice.upTo();
        if (mayCrash && dice.oneIn(60)) {
            resume();
        }
        return true;
    }

    private void resume() {
        position = stored;
        catalogue = new CampaignCatalogue();
        for (StoredEvent event : store.log()) {
            if (event.position().compareTo(position) > 0) {
                break;
            }
            catalogue.apply(event);
        }
    }

    private static void apply(Map<String, String> values, List<List<String>> writes) {
        for (List<String> write : writes) {
            String key = write.get(1);
            switch (write.getFirst()) {
                case "SET", "DAY" -> values.put(key, write.get(2));
                case "HSET" -> values.put(key + " " + write.get(2), write.get(3));
                case "DEL" -> values.remove(key);
                case "HDEL" -> values.remove(key + " " + write.get(2));
                default -> throw new IllegalStateException(write.toString());
            }
        }
    }

    void check() {
        Map<String, String> rebuilt = new TreeMap<>();
        var all = new Slice(new ArrayList<>(store.log()), position, Instant.EPOCH, true);
        apply(rebuilt, LiveWrites.of(all, new CampaignCatalogue()));
        for (var entry : rebuilt.entrySet()) {
            Violation.unless(
                    entry.getValue().equals(values.get(entry.getKey())),
                    Invariant.VIEWS_CAN_BE_REBUILT,
                    "%s is %s, rebuilt %s",
                    entry.getKey(),
                    values.get(entry.getKey()),
                    entry.getValue());
        }
        Violation.unless(
                rebuilt.equals(values),
                Invariant.VIEWS_CAN_BE_REBUILT,
                "the view has more than a rebuilt one");
    }
}
