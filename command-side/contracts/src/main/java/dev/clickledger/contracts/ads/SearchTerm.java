package dev.clickledger.contracts.ads;

import java.util.List;

/**
 * What a shopper searches for, as keywords are compared with it: made once for a search, since many
 * keywords are.
 *
 * @param normalised its normal form
 * @param finding the words of it that find phrase and broad keywords: its first {@value
 *     Keywords#MAX_WORDS}
 */
public record SearchTerm(String normalised, String finding) {

    public static SearchTerm of(String text) {
        String normalised = Keywords.normalise(text);
        List<String> words = Keywords.words(normalised);
        return new SearchTerm(
                normalised,
                words.size() <= Keywords.MAX_WORDS
                        ? normalised
                        : String.join(" ", words.subList(0, Keywords.MAX_WORDS)));
    }

    public List<String> findingWords() {
        return Keywords.words(finding);
    }

    /**
     * Whether it finds a keyword.
     *
     * @param keyword normalised
     */
    public boolean finds(KeywordMatch match, String keyword) {
        return switch (match) {
            case EXACT -> normalised.equals(keyword);
            case PHRASE -> Keywords.containsPhrase(finding, keyword);
            case BROAD -> Keywords.containsAllWords(finding, keyword);
        };
    }

    /**
     * Whether a negative keyword keeps an ad away from it: its words stand in it side by side,
     * however long it is.
     *
     * @param negativeKeyword normalised
     */
    public boolean isBarredBy(String negativeKeyword) {
        return Keywords.containsPhrase(normalised, negativeKeyword);
    }
}
