package dev.clickledger.contracts.ads;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A shelf of the shop, its parents before it: {@code electronics/computers}. */
public record Category(@JsonValue String value) implements Comparable<Category> {

    public static final String RULE =
            "1 to 128 letters, digits, '_', '.', '&' or '-', with '/' between levels";

    private static final Pattern PATTERN =
            Pattern.compile("[\\p{L}\\p{N}_.&-]+(/[\\p{L}\\p{N}_.&-]+){0,7}");
    private static final int MAX_LENGTH = 128;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Category {
        if (value == null || value.length() > MAX_LENGTH || !PATTERN.matcher(value).matches()) {
            throw new IllegalArgumentException("category must be " + RULE);
        }
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
