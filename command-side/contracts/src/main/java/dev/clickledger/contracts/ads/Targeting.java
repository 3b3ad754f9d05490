package dev.clickledger.contracts.ads;

import java.util.Set;
import java.util.TreeSet;

/**
 * Whom a campaign wants to reach, and where.
 *
 * @param deviceTypes everybody when empty
 * @param ageGroups everybody when empty
 * @param parentCategories whether its ads also compete in every parent of their product's category
 */
public record Targeting(
        Set<DeviceType> deviceTypes, Set<AgeGroup> ageGroups, boolean parentCategories) {

    public static final Targeting EVERYBODY = new Targeting(Set.of(), Set.of(), false);

    public Targeting {
        // Sorted, so that the stored JSON of equal targetings is equal.
        deviceTypes = java.util.Collections.unmodifiableSet(new TreeSet<>(deviceTypes));
        ageGroups = java.util.Collections.unmodifiableSet(new TreeSet<>(ageGroups));
    }
}
