package dev.clickledger.contracts.ads;

import java.util.Set;
import java.util.TreeSet;

/** Whom a campaign wants to reach; an empty set means everybody. */
public record Targeting(Set<DeviceType> deviceTypes, Set<AgeGroup> ageGroups) {

    public static final Targeting EVERYBODY = new Targeting(Set.of(), Set.of());

    public Targeting {
        // Sorted, so that the stored JSON of equal targetings is equal.
        deviceTypes = java.util.Collections.unmodifiableSet(new TreeSet<>(deviceTypes));
        ageGroups = java.util.Collections.unmodifiableSet(new TreeSet<>(ageGroups));
    }
}
