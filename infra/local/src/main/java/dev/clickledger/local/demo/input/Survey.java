package dev.clickledger.local.demo.input;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.local.demo.input.ShopperAction.View;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a market must offer so that the input meets ads, from a first reading: memory grows with the
 * different categories and search terms only. Every row is checked on the way.
 *
 * @param shelves each category looked at, with the search terms that led to it
 * @param placements those looked at
 * @param actions how many there are; rows of one order at one instant are one
 */
public record Survey(
        Instant first,
        Instant last,
        long actions,
        Set<Placement> placements,
        SortedMap<Category, SortedSet<String>> shelves) {

    /** Where a lookup without a category finds its ads. */
    public static final Category NO_CATEGORY = new Category("everything");

    static final int MOST_SHELVES_AND_TERMS = 100_000;

    public static Survey of(Path file) throws IOException {
        Instant first = null;
        Instant last = null;
        long actions = 0;
        Set<Placement> placements = EnumSet.noneOf(Placement.class);
        SortedMap<Category, SortedSet<String>> shelves = new TreeMap<>();
        int size = 0;
        try (var log = ShopperLog.open(file)) {
            while (log.hasNext()) {
                ShopperAction action = log.next();
                first = first == null ? action.at() : first;
                last = action.at();
                actions++;
                if (action instanceof View view) {
                    placements.add(view.placement());
                    size += add(view, shelves);
                    if (size > MOST_SHELVES_AND_TERMS) {
                        throw new InputRefused(
                                view.line(),
                                "more than "
                                        + MOST_SHELVES_AND_TERMS
                                        + " different categories and search terms");
                    }
                }
            }
        }
        if (first == null) {
            throw new InputRefused(2, "is missing; there is nothing to replay");
        }
        return new Survey(first, Objects.requireNonNull(last), actions, placements, shelves);
    }

    private static int add(View view, SortedMap<Category, SortedSet<String>> shelves) {
        @Nullable Category named = view.category();
        Category category = named == null ? NO_CATEGORY : named;
        int added = shelves.containsKey(category) ? 0 : 1;
        SortedSet<String> terms = shelves.computeIfAbsent(category, _ -> new TreeSet<>());
        if (view.searchTerm() != null && terms.add(Keywords.normalise(view.searchTerm()))) {
            added++;
        }
        return added;
    }
}
