package dev.clickledger.contracts.ids;

/** What every id that somebody else chose must look like. */
public final class IdFormat {

    public static final int MAX_LENGTH = 64;

    /** Shown to the caller, so a sentence. */
    public static final String RULE =
            "1 to 64 letters, digits, '.', '_', ':' or '-', starting with a letter or digit";

    private static final int ASCII = 128;
    private static final boolean[] ALLOWED = new boolean[ASCII];

    static {
        for (char c = 0; c < ASCII; c++) {
            ALLOWED[c] = isLetterOrDigit(c) || c == '.' || c == '_' || c == ':' || c == '-';
        }
    }

    private IdFormat() {}

    /** From a table: every event holds several ids, and a replay reads millions of events. */
    public static boolean holds(String value) {
        int length = value.length();
        if (length == 0 || length > MAX_LENGTH || !isLetterOrDigit(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            char c = value.charAt(i);
            if (c >= ASCII || !ALLOWED[c]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    static void check(String field, String value) {
        if (value == null || !holds(value)) {
            throw new IllegalArgumentException(field + " must be " + RULE);
        }
    }
}
