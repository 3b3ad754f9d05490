package dev.clickledger.query.reports.campaigns;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.query.reports.PageRequest.Span;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The business days that begin in a span of time.
 *
 * @param to the day after the last
 * @param whole whether they are all of the span: it cuts no day in two
 */
record DaySpan(LocalDate from, LocalDate to, boolean whole) {

    private static final BusinessDays DAYS = BusinessDays.SEOUL;

    /**
     * @param openFrom whether it has no beginning; then none is cut
     * @param openTo the same of its end
     */
    static DaySpan in(Span span, boolean openFrom, boolean openTo) {
        return new DaySpan(
                firstFrom(span.from()),
                firstFrom(span.to()),
                (openFrom || begins(span.from())) && (openTo || begins(span.to())));
    }

    private static LocalDate firstFrom(Instant time) {
        LocalDate day = DAYS.of(time);
        return begins(time) ? day : day.plusDays(1);
    }

    private static boolean begins(Instant time) {
        return DAYS.startOf(DAYS.of(time)).equals(time);
    }
}
