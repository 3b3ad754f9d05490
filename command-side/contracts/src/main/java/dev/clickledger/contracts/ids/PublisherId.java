package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A shop site that shows ads. */
public record PublisherId(@JsonValue String value) implements Comparable<PublisherId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public PublisherId {
        IdFormat.check("publisher_id", value);
    }

    @Override
    public int compareTo(PublisherId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
