package dev.clickledger.contracts.ads;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** A shelf of the shop, its parents before it: {@code electronics/computers}. */
public record Category(@JsonValue String value) implements Comparable<Category> {

    public static final String RULE =
            "1 to 128 letters, digits, '_', '.', '&' or '-', with '/' between levels";

    private static final int MAX_LENGTH = 128;
    private static final int MAX_LEVELS = 8;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Category {
        if (value == null || value.length() > MAX_LENGTH || !isPath(value)) {
            throw new IllegalArgumentException("category must be " + RULE);
        }
    }

    /** The shelves that it is on, the nearest first: {@code a/b} and {@code a} of {@code a/b/c}. */
    public List<Category> parents() {
        List<Category> parents = new ArrayList<>(MAX_LEVELS);
        for (int end = value.lastIndexOf('/'); end > 0; end = value.lastIndexOf('/', end - 1)) {
            parents.add(new Category(value.substring(0, end)));
        }
        return parents;
    }

    /** Whether the other one is among its {@link #parents()}. */
    public boolean isBelow(Category parent) {
        int length = parent.value.length();
        return value.length() > length
                && value.charAt(length) == '/'
                && value.startsWith(parent.value);
    }

    private static boolean isPath(String value) {
        int levels = 1;
        int inLevel = 0;
        for (int i = 0; i < value.length(); ) {
            int c = value.codePointAt(i);
            i += Character.charCount(c);
            if (c == '/') {
                if (inLevel == 0 || ++levels > MAX_LEVELS) {
                    return false;
                }
                inLevel = 0;
            } else if (isPart(c)) {
                inLevel++;
            } else {
                return false;
            }
        }
        return inLevel > 0;
    }

    private static boolean isPart(int c) {
        if (c < 128) {
            return (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '_'
                    || c == '.'
                    || c == '&'
                    || c == '-';
        }
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER ->
                    true;
            default -> false;
        };
    }

    @Override
    public int compareTo(Category other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
