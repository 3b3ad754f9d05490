package dev.clickledger.query.parameters;

import dev.clickledger.http.Problem.FieldError;
import dev.clickledger.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parameters of one request. What is wrong is collected, so that a caller who got three
 * parameters wrong learns it in one answer; {@link #refuseIfWrong()} ends the reading.
 */
public final class QueryParameters {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final List<FieldError> errors = new ArrayList<>();

    /**
     * @param parse throws {@link IllegalArgumentException} with a message "name must be …"
     */
    public <T> @Nullable T read(String name, @Nullable String text, Function<String, T> parse) {
        if (text == null) {
            return null;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException refused) {
            wrong(name, withoutName(String.valueOf(refused.getMessage())));
            return null;
        }
    }

    public <E extends Enum<E>> @Nullable E oneOf(
            String name, @Nullable String text, Class<E> values) {
        if (text == null) {
            return null;
        }
        for (E value : values.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        wrong(
                name,
                "must be one of "
                        + Arrays.stream(values.getEnumConstants())
                                .map(Enum::name)
                                .collect(Collectors.joining(", ")));
        return null;
    }

    public int wholeNumber(
            String name, @Nullable String text, int smallest, int largest, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= smallest && number <= largest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Answered below, as a number out of range is.
        }
        wrong(name, "must be a whole number from " + smallest + " to " + largest);
        return otherwise;
    }

    public @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException notATime) {
            // Answered below, as a time out of range is.
        }
        wrong(name, "must be a UTC time from 2000 to 2099, such as 2024-01-15T10:30:00Z");
        return null;
    }

    public void wrong(String name, String message) {
        errors.add(new FieldError(name, message));
    }

    /**
     * @throws ProblemException naming everything that was wrong
     */
    public void refuseIfWrong() {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(List.copyOf(errors));
        }
    }

    private static String withoutName(String message) {
        int verb = message.indexOf(" must ");
        return verb < 0 ? message : message.substring(verb + 1);
    }
}
