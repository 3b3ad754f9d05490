package dev.clickledger.stream.matching;

import dev.clickledger.stream.policy.PolicyFile;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

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

    private static final PolicyFile<AttributionPolicy> FILE =
            new PolicyFile<>(
                    "attribution policy", "/attribution-policy.json", AttributionPolicy.class);
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
        return FILE.shipped();
    }

    /**
     * @throws IllegalArgumentException that says what is wrong with the file
     */
    public static AttributionPolicy ofFile(Path file) {
        return FILE.at(file);
    }
}
