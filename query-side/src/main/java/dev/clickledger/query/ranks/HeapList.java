package dev.clickledger.query.ranks;

import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankField;
import dev.clickledger.readmodel.rank.RankKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A rank list in the heap. Lookups read {@link #entries()}, which is replaced as a whole;
 * everything else is touched by whoever holds the heap's lock.
 */
final class HeapList {

    private final RankKey key;

    /** By the name of their field. */
    private final Map<String, Slot> slots = new HashMap<>();

    private final Set<LocalDate> days = ConcurrentHashMap.newKeySet();
    private volatile List<RankEntry> entries = List.of();
    private volatile boolean used = true;

    private record Slot(RankField field, HeapCampaign campaign, RankEntry entry) {}

    HeapList(RankKey key) {
        this.key = key;
    }

    RankKey key() {
        return key;
    }

    /** Best first. */
    List<RankEntry> entries() {
        return entries;
    }

    /** Whether the spending of all its campaigns is known for that day. */
    boolean covers(LocalDate day) {
        return days.contains(day);
    }

    void use() {
        // Not written again and again: other cores would fetch the line each time.
        if (!used) {
            used = true;
        }
    }

    /** Whether somebody read it since this was asked last. */
    boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** Entries of campaigns that are all known for that day. */
    void load(LocalDate day, Map<RankField, HeapCampaign> fields) {
        clear();
        List<RankEntry> loaded = new ArrayList<>(fields.size());
        fields.forEach(
                (field, campaign) -> {
                    RankEntry entry = field.entry(key, campaign.facts());
                    slots.put(field.name(), new Slot(field, campaign, entry));
                    campaign.enter(this);
                    loaded.add(entry);
                });
        loaded.sort(RankLists.BEST_FIRST);
        entries = Collections.unmodifiableList(loaded);
        days.clear();
        days.add(day);
    }

    /** The same entries, and their campaigns are known for one more day. */
    void cover(LocalDate day) {
        days.add(day);
    }

    void forget(Collection<LocalDate> unknown) {
        days.removeAll(unknown);
    }

    Set<LocalDate> days() {
        return days;
    }

    void put(RankField field, HeapCampaign campaign) {
        Slot before = slots.get(field.name());
        if (before != null && before.field().equals(field)) {
            return;
        }
        RankEntry entry = field.entry(key, campaign.facts());
        slots.put(field.name(), new Slot(field, campaign, entry));
        campaign.enter(this);
        if (before != null) {
            before.campaign().leave(this);
        }
        replace(before == null ? null : before.entry(), entry);
        days.removeIf(day -> !campaign.knows(day));
    }

    /** The campaign whose entry left, if there was one. */
    @Nullable HeapCampaign remove(String name) {
        Slot left = slots.remove(name);
        if (left == null) {
            return null;
        }
        left.campaign().leave(this);
        replace(left.entry(), null);
        return left.campaign();
    }

    /** A campaign's facts are others now. */
    void refresh(HeapCampaign campaign) {
        for (Map.Entry<String, Slot> each : slots.entrySet()) {
            Slot slot = each.getValue();
            if (slot.campaign() == campaign) {
                RankEntry entry = slot.field().entry(key, campaign.facts());
                each.setValue(new Slot(slot.field(), campaign, entry));
                replace(slot.entry(), entry);
            }
        }
    }

    /** The campaigns that it referred to. */
    Set<HeapCampaign> clear() {
        Set<HeapCampaign> campaigns = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Slot slot : slots.values()) {
            slot.campaign().leave(this);
            campaigns.add(slot.campaign());
        }
        slots.clear();
        entries = List.of();
        return campaigns;
    }

    private void replace(@Nullable RankEntry old, @Nullable RankEntry now) {
        List<RankEntry> next = new ArrayList<>(entries.size() + 1);
        for (RankEntry entry : entries) {
            if (entry != old) {
                next.add(entry);
            }
        }
        if (now != null) {
            int at = Collections.binarySearch(next, now, RankLists.BEST_FIRST);
            next.add(at < 0 ? -at - 1 : at, now);
        }
        entries = Collections.unmodifiableList(next);
    }
}
