package dev.clickledger.stream.quality;

import dev.clickledger.stream.metrics.AdMinute;
import java.util.Objects;

/** Where ads are compared with each other. */
public record Place(String placement, String category) {

    static Place of(AdMinute minute) {
        return new Place(
                Objects.requireNonNull(minute.placement()),
                Objects.requireNonNull(minute.category()));
    }
}
