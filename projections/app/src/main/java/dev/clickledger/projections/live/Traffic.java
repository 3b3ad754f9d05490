package dev.clickledger.projections.live;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.time.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Counts decided clicks, charged and declined, of all campaigns, in each quarter hour of their
 * business day. Between two batches it remembers the counts of a few days; those of others are read
 * back when they get another click.
 */
final class Traffic {

    private static final int QUARTER_HOURS = 96;
    private static final int DAYS_REMEMBERED = 4;

    private final Function<LocalDate, Map<String, String>> stored;
    private final LinkedHashMap<LocalDate, long[]> counts = new LinkedHashMap<>();

    /**
     * @param stored a day's counts by quarter hour, as they were written
     */
    Traffic(Function<LocalDate, Map<String, String>> stored) {
        this.stored = stored;
    }

    void count(DomainEvent event, LiveBatch batch) {
        if (event instanceof ClickCharged charged) {
            count(charged.businessDay(), charged.at(), batch);
        } else if (event instanceof ClickDeclined declined) {
            count(declined.businessDay(), declined.at(), batch);
        }
    }

    /** What was counted is written. */
    void written() {
        while (counts.size() > DAYS_REMEMBERED) {
            counts.pollFirstEntry();
        }
    }

    private void count(LocalDate day, Instant at, LiveBatch batch) {
        long[] ofDay = counts.computeIfAbsent(day, this::read);
        int quarterHour = BusinessDays.SEOUL.quarterHourOf(at);
        ofDay[quarterHour]++;
        batch.addTraffic(day, quarterHour, ofDay[quarterHour]);
    }

    private long[] read(LocalDate day) {
        var ofDay = new long[QUARTER_HOURS];
        stored.apply(day)
                .forEach(
                        (quarterHour, clicks) ->
                                ofDay[Integer.parseInt(quarterHour)] = Long.parseLong(clicks));
        return ofDay;
    }
}
