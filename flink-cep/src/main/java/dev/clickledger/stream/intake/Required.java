package dev.clickledger.stream.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Fields that a record of a topic may leave out, but not one that the job can use. */
final class Required {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private Required() {}

    static <T> T field(String name, @Nullable T value) throws UnreadableRecordException {
        if (value == null) {
            throw new UnreadableRecordException(name + " is missing");
        }
        return value;
    }

    /** Epoch milliseconds of a time that leaves room for windows and horizons after it. */
    static long timeMillis(String name, @Nullable Instant value) throws UnreadableRecordException {
        Instant time = field(name, value);
        if (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST)) {
            throw new UnreadableRecordException(name + " is " + time);
        }
        return time.toEpochMilli();
    }
}
