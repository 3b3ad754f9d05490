package dev.clickledger.stream.budget;

import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.stream.intake.ChargedClick;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The records of one campaign, written straight from what they are to say: a click is told at the
 * first telling time after it happened and after it came; a record has all clicks of its day that
 * were told by then.
 */
public final class BudgetOracle {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** A click and how far the watermark was when it came. */
    record Arrival(ChargedClick click, long watermark) {}

    private record Told(ChargedClick click, LocalDate day, long at) {}

    private final long everyMillis;
    private final List<Told> told = new ArrayList<>();
    private final TreeSet<Long> ends = new TreeSet<>();

    /** Those that came when their day was forgotten. */
    int tooLate;

    BudgetOracle(Duration every, List<Arrival> arrivals) {
        everyMillis = every.toMillis();
        for (Arrival arrival : arrivals) {
            long at =
                    firstTellingAfter(
                            Math.max(arrival.click().timeMillis(), arrival.watermark() + 1));
            LocalDate day = dayOf(arrival.click().timeMillis());
            if (at >= endOf(day) + Duration.ofHours(48).toMillis()) {
                tooLate++;
                continue;
            }
            told.add(new Told(arrival.click(), day, at));
            if (arrival.watermark() < endOf(day) - 1) {
                ends.add(endOf(day));
            }
        }
    }

    List<BudgetRecord> records() {
        TreeSet<Long> times = new TreeSet<>(ends);
        told.forEach(one -> times.add(one.at()));
        List<LocalDate> days = told.stream().map(Told::day).distinct().sorted().toList();
        List<BudgetRecord> records = new ArrayList<>();
        for (long time : times) {
            for (LocalDate day : days) {
                List<Told> ofDay = told.stream().filter(one -> one.day().equals(day)).toList();
                boolean ends = time == endOf(day) && this.ends.contains(time);
                if (ends || ofDay.stream().anyMatch(one -> one.at() == time)) {
                    records.add(record(day, time, ofDay, records));
                }
            }
        }
        return records;
    }

    private static BudgetRecord record(
            LocalDate day, long time, List<Told> ofDay, List<BudgetRecord> before) {
        List<ChargedClick> counted =
                ofDay.stream().filter(one -> one.at() <= time).map(Told::click).toList();
        ChargedClick any = ofDay.getFirst().click();
        return new BudgetRecord(
                "BUDGET_USED",
                any.campaignId(),
                any.advertiserId(),
                day.toString(),
                1 + before.stream().filter(r -> r.businessDay().equals(day.toString())).count(),
                Instant.ofEpochMilli(time),
                time >= endOf(day),
                counted.stream().mapToLong(ChargedClick::actualPrice).sum(),
                counted.size());
    }

    /** Of each day the record that says all. */
    public static List<String> totals(List<BudgetRecord> records) {
        return records.stream()
                .sorted(Comparator.comparing(BudgetRecord::revision).reversed())
                .collect(
                        Collectors.toMap(
                                r -> r.campaignId() + " " + r.businessDay(),
                                r -> r.chargedAmount() + " " + r.clicks() + " " + r.dayOver(),
                                (newest, older) -> newest,
                                TreeMap::new))
                .entrySet()
                .stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .toList();
    }

    /** What they are when all is over, from the clicks alone. */
    public static List<String> totalsOf(List<ChargedClick> clicks) {
        return clicks.stream()
                .collect(
                        Collectors.groupingBy(
                                c -> c.campaignId() + " " + dayOf(c.timeMillis()),
                                TreeMap::new,
                                Collectors.toList()))
                .entrySet()
                .stream()
                .map(
                        e ->
                                "%s: %d %d true"
                                        .formatted(
                                                e.getKey(),
                                                e.getValue().stream()
                                                        .mapToLong(ChargedClick::actualPrice)
                                                        .sum(),
                                                e.getValue().size()))
                .toList();
    }

    private long firstTellingAfter(long millis) {
        long minute = Duration.ofMinutes(1).toMillis();
        long at = millis - Math.floorMod(millis, minute) + minute;
        while (at % everyMillis != 0 && at != endOf(dayOf(at - 1))) {
            at += minute;
        }
        return at;
    }

    private static LocalDate dayOf(long millis) {
        return Instant.ofEpochMilli(millis).atZone(SEOUL).toLocalDate();
    }

    private static long endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(SEOUL).toInstant().toEpochMilli();
    }
}
