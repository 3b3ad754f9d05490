package dev.clickledger.query.ranks;

import dev.clickledger.eventstore.Position;
import org.jspecify.annotations.Nullable;

/**
 * Where the view in Redis is.
 *
 * @param generation which build of the view
 * @param number how many batches were written to it since it is served
 */
record ViewMark(String generation, long number, Position position) {

    /**
     * @return {@code null} when there is no view that may be served, or none that we can read
     */
    static @Nullable ViewMark of(
            @Nullable String generation, @Nullable String number, @Nullable String position) {
        if (generation == null || number == null || position == null) {
            return null;
        }
        return generation.isEmpty() || number.isEmpty() || position.isEmpty()
                ? null
                : new ViewMark(generation, Long.parseLong(number), Position.parse(position));
    }
}
