package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A line of an order. */
public record LineId(@JsonValue String value) implements Comparable<LineId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LineId {
        IdFormat.check("line_id", value);
    }

    @Override
    public int compareTo(LineId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
