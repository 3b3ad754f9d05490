package dev.clickledger.checks.simulation;

import dev.clickledger.command.ledger.LedgerCore;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Undoes, where {@link Guard#EVICTION} is broken, that a node forgets what a rollback has spoilt:
 * what was in memory when the commit failed comes back.
 */
final class Forgetfulness {

    private final boolean broken;
    private final List<Map<Object, Object>> spoilt = new ArrayList<>();

    Forgetfulness(Set<Guard> broken) {
        this.broken = broken.contains(Guard.EVICTION);
    }

    /** Called before a commit that fails. */
    void remember(LedgerCore core) {
        if (broken) {
            spoilt.clear();
            memoriesOf(core).forEach(memory -> spoilt.add(new LinkedHashMap<>(memory)));
        }
    }

    /** Called when all is over. */
    void restore(LedgerCore core) {
        if (!spoilt.isEmpty()) {
            List<Map<Object, Object>> memories = memoriesOf(core);
            for (int i = 0; i < memories.size(); i++) {
                memories.get(i).putAll(spoilt.get(i));
            }
            spoilt.clear();
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<Object, Object>> memoriesOf(LedgerCore core) {
        try {
            List<Map<Object, Object>> memories = new ArrayList<>();
            Field warm = LedgerCore.class.getDeclaredField("warm");
            warm.setAccessible(true);
            for (Object memory : (List<Object>) warm.get(core)) {
                Field entries = memory.getClass().getDeclaredField("entries");
                entries.setAccessible(true);
                memories.add((Map<Object, Object>) entries.get(memory));
            }
            return memories;
        } catch (ReflectiveOperationException renamed) {
            throw new IllegalStateException(renamed);
        }
    }
}
