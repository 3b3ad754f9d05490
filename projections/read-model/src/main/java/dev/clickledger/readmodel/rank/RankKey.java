package dev.clickledger.readmodel.rank;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Keywords;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.SearchTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    private static final String EXACT = "rtb:SEARCH:";
    private static final String PHRASE = "rtb:SEARCH_PHRASE:";
    private static final String BROAD = "rtb:SEARCH_BROAD:";

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

    /**
     * Where the ads of a keyword stand: an exact one under itself, a phrase under its first word, a
     * broad one under the word that the alphabet puts first. So each is in one list, and a search
     * needs no more lists than two for each of its words.
     */
    public static RankKey ofKeyword(KeywordMatch match, String keyword) {
        return switch (match) {
            case EXACT -> new RankKey(EXACT + Keywords.normalise(keyword));
            case PHRASE -> new RankKey(PHRASE + Keywords.words(keyword).getFirst());
            case BROAD -> new RankKey(BROAD + Collections.min(Keywords.words(keyword)));
        };
    }

    /**
     * All lists that can hold an ad which the term finds, the exact one first. Not all that is in
     * the others is found by it: {@link RankEntry#isFoundBy} tells.
     */
    public static List<RankKey> ofSearch(SearchTerm term) {
        Set<String> words = new LinkedHashSet<>(term.findingWords());
        List<RankKey> keys = new ArrayList<>(1 + 2 * words.size());
        keys.add(new RankKey(EXACT + term.normalised()));
        words.forEach(word -> keys.add(new RankKey(PHRASE + word)));
        words.forEach(word -> keys.add(new RankKey(BROAD + word)));
        return keys;
    }

    /** As {@link #ofSearch(SearchTerm)}, of the term as the shopper wrote it. */
    public static List<RankKey> ofSearch(String searchTerm) {
        return ofSearch(SearchTerm.of(searchTerm));
    }

    /** How its keywords are compared with a search term; none for a list of a category. */
    public @Nullable KeywordMatch match() {
        if (value.startsWith(EXACT)) {
            return KeywordMatch.EXACT;
        }
        if (value.startsWith(PHRASE)) {
            return KeywordMatch.PHRASE;
        }
        return value.startsWith(BROAD) ? KeywordMatch.BROAD : null;
    }

    /** The one keyword of the list, where it has only one: that of exact ones. */
    public @Nullable String keyword() {
        return value.startsWith(EXACT) ? value.substring(EXACT.length()) : null;
    }

    /** The category whose ads compete here, their own or a parent of it; none for other lists. */
    public @Nullable String category() {
        return match() != null || equals(HOME_OF_ALL_CATEGORIES)
                ? null
                : value.substring(value.indexOf(':', "rtb:".length()) + 1);
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
