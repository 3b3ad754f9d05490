package dev.clickledger.eventstore;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A place in the order in which events are read.
 *
 * @param transaction the writing transaction's id (xid8)
 * @param offset the event's place, rising within the transaction
 */
public record Position(long transaction, long offset) implements Comparable<Position> {

    /** Before the first event. */
    public static final Position START = new Position(0, 0);

    /**
     * @param text as {@link #toString()} gives it
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Position parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("a position is transaction:offset");
        }
        try {
            return new Position(
                    Long.parseLong(text.substring(0, colon)),
                    Long.parseLong(text.substring(colon + 1)));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("a position is transaction:offset", notANumber);
        }
    }

    @Override
    public int compareTo(Position other) {
        int byTransaction = Long.compare(transaction, other.transaction);
        return byTransaction != 0 ? byTransaction : Long.compare(offset, other.offset);
    }

    @Override
    @JsonValue
    public String toString() {
        return transaction + ":" + offset;
    }
}
