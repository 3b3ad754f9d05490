package dev.clickledger.stream.matching;

import dev.clickledger.contracts.json.ContractJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The rules of attribution that may differ from shop to shop. A file with other rules has another
 * version: it is written into every record that they decided.
 *
 * @param version 1 to 40 letters, digits, dots, underscores and hyphens
 * @param lookBackHours how long before an order a click may have led to it, both ends included
 * @param halo whether a click may lead to an order of another product of its advertiser
 */
public record AttributionPolicy(String version, int lookBackHours, boolean halo)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int SHORTEST_HOURS = 1;
    static final int LONGEST_HOURS = 30 * 24;

    private static final String SHIPPED = "/attribution-policy.json";
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    public AttributionPolicy {
        if (version == null || !VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException(
                    "version must be 1 to 40 letters, digits, dots, underscores and hyphens, not "
                            + version);
        }
        if (lookBackHours < SHORTEST_HOURS || lookBackHours > LONGEST_HOURS) {
            throw new IllegalArgumentException(
                    "look_back_hours must be from %d to %d (30 days), not %d"
                            .formatted(SHORTEST_HOURS, LONGEST_HOURS, lookBackHours));
        }
    }

    public Duration lookBack() {
        return Duration.ofHours(lookBackHours);
    }

    /** The one that is shipped. */
    public static AttributionPolicy shipped() {
        try (InputStream json = AttributionPolicy.class.getResourceAsStream(SHIPPED)) {
            return of(Objects.requireNonNull(json, SHIPPED).readAllBytes(), SHIPPED);
        } catch (IOException broken) {
            throw new IllegalStateException(SHIPPED + " cannot be read from the jar", broken);
        }
    }

    /**
     * @throws IllegalArgumentException that says what is wrong with the file
     */
    public static AttributionPolicy ofFile(Path file) {
        try {
            return of(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("There is no attribution policy " + file, missing);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "The attribution policy " + file + " cannot be read", unreadable);
        }
    }

    private static AttributionPolicy of(byte[] json, String from) {
        try {
            @Nullable AttributionPolicy policy =
                    ContractJson.strict().readValue(json, AttributionPolicy.class);
            if (policy == null) {
                throw new IllegalArgumentException("it is empty");
            }
            return policy;
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The attribution policy %s is not one: %s".formatted(from, reason(wrong)),
                    wrong);
        }
    }

    private static @Nullable String reason(Exception wrong) {
        Throwable cause = wrong;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof JacksonException json
                ? "%s (%s)".formatted(json.getOriginalMessage(), json.getPathReference())
                : cause.getMessage();
    }
}
