package dev.clickledger.contracts.ids;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A shopper's device: the only personal datum in an event. Only intake may assume that it is raw.
 */
public record DeviceId(@JsonValue String value) implements Comparable<DeviceId> {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeviceId {
        IdFormat.check("device_id", value);
    }

    @Override
    public int compareTo(DeviceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
