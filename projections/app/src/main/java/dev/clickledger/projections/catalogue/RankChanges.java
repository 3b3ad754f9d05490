package dev.clickledger.projections.catalogue;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.readmodel.rank.CampaignFacts;
import dev.clickledger.readmodel.rank.RankEntry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an event did to the entries of the campaigns that it touched: all of theirs before and after
 * it.
 */
public record RankChanges(Map<RankSlot, RankEntry> before, Map<RankSlot, RankEntry> after) {

    static final RankChanges NONE = new RankChanges(Map.of(), Map.of());

    /** What each changed slot holds from now on; nothing when its ad has left the list. */
    public Map<RankSlot, Optional<RankEntry>> slots() {
        Map<RankSlot, Optional<RankEntry>> changes = new LinkedHashMap<>();
        before.forEach(
                (slot, entry) -> {
                    if (!after.containsKey(slot)) {
                        changes.put(slot, Optional.empty());
                    }
                });
        after.forEach(
                (slot, entry) -> {
                    if (!entry.equals(before.get(slot))) {
                        changes.put(slot, Optional.of(entry));
                    }
                });
        return changes;
    }

    /** Of the campaigns that had entries. */
    public Map<CampaignId, CampaignFacts> factsBefore() {
        return factsOf(before.values());
    }

    /** Of the campaigns that have entries. */
    public Map<CampaignId, CampaignFacts> factsAfter() {
        return factsOf(after.values());
    }

    private static Map<CampaignId, CampaignFacts> factsOf(Collection<RankEntry> entries) {
        return entries.stream()
                .collect(
                        Collectors.groupingBy(
                                RankEntry::campaignId,
                                Collectors.collectingAndThen(
                                        Collectors.toList(), CampaignFacts::of)));
    }
}
