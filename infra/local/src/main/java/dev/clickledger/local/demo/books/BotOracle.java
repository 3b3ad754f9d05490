package dev.clickledger.local.demo.books;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.journal.JournalLine.Refund;
import dev.clickledger.local.demo.replay.ChargedClick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the shipped fraud policy demands beside duplicates, as plainly: floods and robots are paid
 * back, each click by what was found first.
 */
final class BotOracle {

    static final int FLOOD_CLICKS = 11;
    static final Duration FLOOD_WINDOW = Duration.ofHours(1);
    static final int ROBOT_CLICKS = 10;
    static final double ROBOT_VARIATION = 0.15;
    static final Duration ROBOT_LONGEST_INTERVAL = Duration.ofMinutes(30);

    private final Set<ClickId> duplicates;
    private final List<Due> dues = new ArrayList<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final Map<ClickId, Instant> invalidSince = new HashMap<>();

    private record DeviceOnAd(DeviceId device, AdId ad) {}

    /** In the order in which they win. */
    private enum Kind {
        FLOOD("flood-", "CLICK_FLOOD_DETECTED"),
        ROBOT("robotic-", "ROBOTIC_INTERVALS_DETECTED");

        private final String prefix;
        private final String reason;

        Kind(String prefix, String reason) {
            this.prefix = prefix;
            this.reason = reason;
        }
    }

    /** Clicks on one ad that are owed back from that time on. */
    private record Due(Instant at, Kind kind, List<ChargedClick> clicks) {

        static final Comparator<Due> FIRST_WINS =
                Comparator.comparing(Due::at)
                        .thenComparing(Due::kind)
                        .thenComparing(due -> due.clicks().getFirst().id());
    }

    BotOracle(List<ChargedClick> inTime, Set<ClickId> duplicates) {
        this.duplicates = duplicates;
        by(inTime, c -> new DeviceOnAd(c.device(), c.ad())).forEach(this::findFloods);
        by(inTime, ChargedClick::device).forEach(this::findRobots);
        dues.sort(Due.FIRST_WINS);
        dues.forEach(this::payBack);
    }

    List<Refund> refunds() {
        return refunds;
    }

    Map<ClickId, Instant> invalidSince() {
        return invalidSince;
    }

    private static <K> Collection<List<ChargedClick>> by(
            List<ChargedClick> clicks, Function<ChargedClick, K> key) {
        return clicks.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private void findFloods(List<ChargedClick> clicks) {
        for (int end = FLOOD_CLICKS; end <= clicks.size(); end++) {
            List<ChargedClick> run = clicks.subList(end - FLOOD_CLICKS, end);
            if (between(run.getFirst(), run.getLast()).compareTo(FLOOD_WINDOW) < 0) {
                found(Kind.FLOOD, run);
            }
        }
    }

    private void findRobots(List<ChargedClick> clicks) {
        for (int end = ROBOT_CLICKS; end <= clicks.size(); end++) {
            List<ChargedClick> run = clicks.subList(end - ROBOT_CLICKS, end);
            if (isRegular(run)) {
                found(Kind.ROBOT, run);
            }
        }
    }

    private static boolean isRegular(List<ChargedClick> run) {
        List<Long> intervals = new ArrayList<>();
        for (int i = 1; i < run.size(); i++) {
            intervals.add(between(run.get(i - 1), run.get(i)).toMillis());
        }
        double mean = intervals.stream().mapToLong(Long::longValue).average().orElse(0);
        double variance =
                intervals.stream().mapToDouble(i -> (i - mean) * (i - mean)).average().orElse(0);
        return intervals.stream().allMatch(i -> i <= ROBOT_LONGEST_INTERVAL.toMillis())
                && Math.sqrt(variance) <= ROBOT_VARIATION * mean;
    }

    private static Duration between(ChargedClick one, ChargedClick later) {
        return Duration.between(one.at(), later.at());
    }

    private void found(Kind kind, List<ChargedClick> run) {
        List<ChargedClick> owed =
                run.stream().filter(click -> !duplicates.contains(click.id())).toList();
        by(owed, ChargedClick::ad)
                .forEach(clicks -> dues.add(new Due(run.getLast().at(), kind, clicks)));
    }

    private void payBack(Due due) {
        List<ChargedClick> fresh =
                due.clicks().stream()
                        .filter(click -> invalidSince.putIfAbsent(click.id(), due.at()) == null)
                        .toList();
        for (ChargedClick click : fresh) {
            refunds.add(
                    new Refund(
                            due.at(),
                            due.kind().prefix + fresh.getFirst().id(),
                            click.id(),
                            click.advertiser(),
                            Money.won(click.won()),
                            due.kind().reason));
        }
    }
}
