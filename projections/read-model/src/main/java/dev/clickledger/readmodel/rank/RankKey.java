package dev.clickledger.readmodel.rank;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Placement;

/**
 * Names one rank list. Its text is the Redis key of the list's hash, and the {@code rank_key} of
 * its rows in {@code views.rank_entry}.
 */
public record RankKey(String value) implements Comparable<RankKey> {

    /**
     * Every ad with a bid for the home page: for lookups that name no category. No category can be
     * {@code *}.
     */
    public static final RankKey HOME_OF_ALL_CATEGORIES = new RankKey("rtb:HOME:*");

    /**
     * Ads of a category on a placement.
     *
     * @throws IllegalArgumentException for {@link Placement#SEARCH}, where keywords compete
     */
    public static RankKey of(Placement placement, Category category) {
        if (placement == Placement.SEARCH) {
            throw new IllegalArgumentException("SEARCH is ranked by keyword, not by category");
        }
        return new RankKey("rtb:" + placement.name() + ":" + category.value());
    }

    /** Ads found under a search term, in any spelling that normalises to the same keyword. */
    public static RankKey ofSearch(String searchTerm) {
        return new RankKey("rtb:" + Placement.SEARCH.name() + ":" + Keywords.normalise(searchTerm));
    }

    @Override
    public int compareTo(RankKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
