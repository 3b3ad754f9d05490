package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A seller who pays for clicks. */
public record AdvertiserId(@JsonValue String value) implements Comparable<AdvertiserId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AdvertiserId {
        IdFormat.check("advertiser_id", value);
    }

    @Override
    public int compareTo(AdvertiserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
