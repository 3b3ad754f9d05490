package dev.clickledger.stream.intake;

import org.jspecify.annotations.Nullable;

/** Fields that a record of a topic may leave out, but not one that the job can use. */
final class Required {

    private Required() {}

    static <T> T field(String name, @Nullable T value) throws UnreadableRecordException {
        if (value == null) {
            throw new UnreadableRecordException(name + " is missing");
        }
        return value;
    }
}
