package dev.clickledger.stream.matching;

import dev.clickledger.stream.duplicates.JudgedClick;
import java.util.ArrayList;
import java.util.List;

/**
 * What nearly every step of a device needs, in one value.
 *
 * @param clicks its newest ones, in the order of the stream
 * @param more whether earlier ones are on shelves
 * @param sweepAtMillis when to look what can be forgotten
 */
public record NewestClicks(List<JudgedClick> clicks, boolean more, long sweepAtMillis) {

    static NewestClicks none(long sweepAtMillis) {
        return new NewestClicks(new ArrayList<>(2), false, sweepAtMillis);
    }

    boolean isEmpty() {
        return clicks.isEmpty() && !more;
    }

    NewestClicks withMore(boolean nowMore) {
        return nowMore == more ? this : new NewestClicks(clicks, nowMore, sweepAtMillis);
    }

    NewestClicks sweptNextAt(long millis) {
        return new NewestClicks(clicks, more, millis);
    }
}
