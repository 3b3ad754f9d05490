package dev.clickledger.contracts.ids;

import java.util.regex.Pattern;

/** What every id that somebody else chose must look like. */
public final class IdFormat {

    public static final int MAX_LENGTH = 64;

    /** Shown to the caller, so a sentence. */
    public static final String RULE =
            "1 to 64 letters, digits, '.', '_', ':' or '-', starting with a letter or digit";

    private static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,63}");

    private IdFormat() {}

    public static boolean holds(String value) {
        return PATTERN.matcher(value).matches();
    }

    static void check(String field, String value) {
        if (value == null || !holds(value)) {
            throw new IllegalArgumentException(field + " must be " + RULE);
        }
    }
}
