package dev.clickledger.local.demo.generate;

import dev.clickledger.contracts.ads.Placement;
import java.util.List;
import java.util.random.RandomGenerator;

/** A page of the shop: where it is, what it shows, and what was searched for to get there. */
record Shelf(Placement placement, String category, String searchTerm) {

    private static final List<String> CATEGORIES =
            List.of(
                    "electronics/computers",
                    "electronics/phones",
                    "electronics/audio",
                    "fashion/shoes",
                    "fashion/coats",
                    "home/kitchen",
                    "home/garden",
                    "sports/cycling",
                    "books/novels",
                    "toys/puzzles");

    private static final int TERMS_PER_CATEGORY = 3;

    static Shelf any(RandomGenerator random) {
        Placement[] placements = Placement.values();
        Placement placement = placements[random.nextInt(placements.length)];
        String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        if (placement != Placement.SEARCH) {
            return new Shelf(placement, category, "");
        }
        String word = category.substring(category.indexOf('/') + 1);
        return switch (random.nextInt(TERMS_PER_CATEGORY)) {
            case 0 -> new Shelf(placement, category, word);
            case 1 -> new Shelf(placement, category, "best " + word);
            default -> new Shelf(placement, category, word + " sale");
        };
    }

    /** category, placement and search_term. */
    String columns() {
        return category + "," + placement + "," + searchTerm;
    }
}
