package dev.clickledger.contracts.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** The calendar by which daily budgets and settlements run. */
public record BusinessDays(ZoneId zone) {

    private static final int SECONDS_OF_A_QUARTER_HOUR = 900;

    public static final BusinessDays SEOUL = new BusinessDays(ZoneId.of("Asia/Seoul"));

    public LocalDate of(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** Of its business day, from 0. */
    public int quarterHourOf(Instant instant) {
        return LocalTime.ofInstant(instant, zone).toSecondOfDay() / SECONDS_OF_A_QUARTER_HOUR;
    }

    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
