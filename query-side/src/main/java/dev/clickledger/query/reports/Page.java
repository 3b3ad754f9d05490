package dev.clickledger.query.reports;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor asks for the page after this one; none after the last
 */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * @param found the page's rows and, when there are more, one further row
     * @param item what a caller sees of a row
     * @param cursor where to go on after a row
     */
    public static <R, T> Page<T> of(
            List<R> found, int limit, Function<R, T> item, Function<R, Cursor> cursor) {
        boolean more = found.size() > limit;
        List<R> rows = more ? found.subList(0, limit) : found;
        return new Page<>(
                rows.stream().map(item).toList(),
                more ? cursor.apply(rows.getLast()).toText() : null);
    }
}
