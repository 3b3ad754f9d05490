package dev.clickledger.stream.intake;

import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Fields that a record of a topic may leave out, but not one that the job can use. */
final class Required {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** Of a thousand lines of an order; thousands of such sums still fit. */
    private static final long LARGEST_AMOUNT_WON = 1_000 * Money.LARGEST_AMOUNT;

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

    /** One that can be added up: an overflow in the middle of the job would stop it for ever. */
    static long amount(String name, @Nullable Long value) throws UnreadableRecordException {
        long won = field(name, value);
        if (won < 0 || won > LARGEST_AMOUNT_WON) {
            throw new UnreadableRecordException(name + " is " + won);
        }
        return won;
    }
}
