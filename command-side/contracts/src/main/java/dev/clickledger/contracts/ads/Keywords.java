package dev.clickledger.contracts.ads;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one normal form of keywords and search terms, so that both sides of the comparison agree. */
public final class Keywords {

    public static final int MAX_LENGTH = 100;

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Keywords() {}

    /** Unicode NFC, lower case, one space between words, none around. */
    public static String normalise(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        return SPACE.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
