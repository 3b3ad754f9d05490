package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A shopper's visit, named by commerce. */
public record SessionId(@JsonValue String value) implements Comparable<SessionId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {
        IdFormat.check("session_id", value);
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
