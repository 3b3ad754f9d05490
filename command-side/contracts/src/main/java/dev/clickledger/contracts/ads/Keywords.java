package dev.clickledger.contracts.ads;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The one normal form of keywords and search terms, and what it means that one is found in the
 * other, so that both sides of the comparison agree.
 */
public final class Keywords {

    public static final int MAX_LENGTH = 100;

    /**
     * Of a keyword; of a longer search term only so many, from the first on, find phrase and broad
     * keywords.
     */
    public static final int MAX_WORDS = 10;

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Keywords() {}

    /** Unicode NFC, lower case, one space between words, none around. */
    public static String normalise(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return SPACE.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }

    /** The words of its normal form, in their order; none of a blank text. */
    public static List<String> words(String text) {
        String normal = normalise(text);
        return normal.isEmpty() ? List.of() : List.of(normal.split(" "));
    }

    /**
     * Whether the phrase's words stand side by side, in their order, in the text; both normalised.
     */
    public static boolean containsPhrase(String text, String phrase) {
        if (phrase.isEmpty()) {
            return false;
        }
        int at = text.indexOf(phrase);
        while (at >= 0) {
            int end = at + phrase.length();
            if ((at == 0 || text.charAt(at - 1) == ' ')
                    && (end == text.length() || text.charAt(end) == ' ')) {
                return true;
            }
            at = text.indexOf(phrase, at + 1);
        }
        return false;
    }

    /** Whether all these words are in the text, in whatever order; both normalised. */
    public static boolean containsAllWords(String text, String words) {
        if (words.isEmpty()) {
            return false;
        }
        int from = 0;
        for (int end = words.indexOf(' '); end >= 0; end = words.indexOf(' ', from)) {
            if (!containsPhrase(text, words.substring(from, end))) {
                return false;
            }
            from = end + 1;
        }
        return containsPhrase(text, words.substring(from));
    }
}
