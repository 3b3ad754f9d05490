package dev.clickledger.contracts.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The calendar by which daily budgets and settlements run. */
public record BusinessDays(ZoneId zone) {

    public static final BusinessDays SEOUL = new BusinessDays(ZoneId.of("Asia/Seoul"));

    public LocalDate of(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
