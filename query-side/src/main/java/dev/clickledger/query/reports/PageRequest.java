package dev.clickledger.query.reports;

import dev.clickledger.http.ProblemException;
import dev.clickledger.query.parameters.QueryParameters;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;

/**
 * Which page of a list, checked.
 *
 * @param from at or after
 * @param to before
 * @param after where the page before it ended; none for the first page
 */
public record PageRequest(int limit, Instant from, Instant to, @Nullable Cursor after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /**
     * @param list the list's name, which its cursors carry
     * @param query takes what is wrong; the caller ends with {@link
     *     QueryParameters#refuseIfWrong()}
     */
    public static PageRequest read(
            String list,
            @Nullable String limit,
            @Nullable String cursor,
            @Nullable String from,
            @Nullable String to,
            QueryParameters query) {
        int checkedLimit = query.wholeNumber("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT);
        Cursor after = query.read("cursor", cursor, text -> Cursor.parse(list, text));
        Span span = Span.read(from, to, query);
        return new PageRequest(checkedLimit, span.from(), span.to(), after);
    }

    /**
     * As {@link #read}, for lists that take no other parameter.
     *
     * @throws ProblemException naming everything that was wrong
     */
    public static PageRequest of(
            String list,
            @Nullable String limit,
            @Nullable String cursor,
            @Nullable String from,
            @Nullable String to) {
        var query = new QueryParameters();
        PageRequest page = read(list, limit, cursor, from, to, query);
        query.refuseIfWrong();
        return page;
    }

    /** One row more than the page holds, which says whether there is a next one. */
    public Limit rowsToRead() {
        return Limit.of(limit + 1);
    }

    /** From {@code from} (included) to {@code to} (excluded); all of time without them. */
    public record Span(Instant from, Instant to) {

        public static Span read(@Nullable String from, @Nullable String to, QueryParameters query) {
            Instant start = query.time("from", from);
            Instant end = query.time("to", to);
            if (start != null && end != null && !start.isBefore(end)) {
                query.wrong("to", "must be after from");
            }
            return new Span(start == null ? EARLIEST : start, end == null ? LATEST : end);
        }
    }
}
