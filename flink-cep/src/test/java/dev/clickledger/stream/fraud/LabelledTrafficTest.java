package dev.clickledger.stream.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.Oracle;
import dev.clickledger.stream.fraud.LabelledTraffic.Kind;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How well the shipped policy tells bots from shoppers. Refunds are measured by clicks. A mark is
 * told once for a device, a session or an ad's hour, and is measured by those.
 */
class LabelledTrafficTest {

    private static final Logger LOG = LoggerFactory.getLogger(LabelledTrafficTest.class);

    private static final EnumSet<Kind> HONEST = EnumSet.of(Kind.HONEST, Kind.DOUBLE_CLICK);

    private LabelledTraffic traffic;
    private FraudRun run;
    private final StringBuilder table = new StringBuilder();

    private static List<Long> seeds() {
        return List.of(1L, 2L, System.nanoTime());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsBotsAndLeavesShoppersTheirClicks(long seed) throws Exception {
        traffic = new LabelledTraffic(seed);
        run = FraudRun.over(traffic.published());
        Set<String> refunded = refunded(pattern -> true);
        Set<String> byBots =
                refunded(
                        pattern ->
                                pattern.equals("CLICK_FLOOD")
                                        || pattern.equals("ROBOTIC_INTERVALS")
                                        || pattern.equals("DUPLICATE_CLICK"));

        double duplicates = clicks("DUPLICATE_CLICK", Kind.DOUBLE_CLICK, refunded);
        double floods = clicks("CLICK_FLOOD", Kind.FLOODER, byBots);
        double competitors = clicks("CLICK_FLOOD", Kind.COMPETITOR, byBots);
        double robots = clicks("ROBOTIC_INTERVALS", Kind.ROBOT, byBots);
        double hoppers = devices(FraudPattern.MANY_CAMPAIGNS, EnumSet.of(Kind.HOPPER));
        double instants = fastClicks();
        devices(FraudPattern.SESSION_CLICKS, EnumSet.complementOf(HONEST));
        marks(FraudPattern.CLICK_WITHOUT_IMPRESSION);
        highCtr();
        double honest = share(clicksOf(Kind.HONEST), refunded);
        table.append("honest clicks refunded: %.4f %%%n".formatted(100 * honest));
        LOG.info(
                "seed {}: {} clicks, {} impressions; recall and precision:\n{}",
                seed,
                traffic.clicks.size(),
                traffic.impressions.size(),
                table);

        assertThat(honest).as("honest clicks refunded, seed %d", seed).isLessThanOrEqualTo(0.001);
        assertThat(duplicates).as("second clicks, seed %d", seed).isEqualTo(1);
        assertThat(floods).as("flooders, seed %d", seed).isGreaterThanOrEqualTo(0.95);
        assertThat(competitors).as("competitors, seed %d", seed).isGreaterThanOrEqualTo(0.95);
        assertThat(robots).as("robots, seed %d", seed).isGreaterThanOrEqualTo(0.95);
        assertThat(hoppers).as("hoppers, seed %d", seed).isGreaterThanOrEqualTo(0.95);
        assertThat(instants).as("instant clicks, seed %d", seed).isGreaterThanOrEqualTo(0.95);
        assertThat(refunds().size()).as("each once, seed %d", seed).isEqualTo(refunded.size());
        findsWhatTheRulesSay(seed);
    }

    private void findsWhatTheRulesSay(long seed) {
        Oracle duplicates = new Oracle(traffic.clicks, List.of());
        FraudOracle rules =
                new FraudOracle(traffic.clicks, duplicates.duplicates, FraudPolicyFile.shipped());
        assertThat(
                        run.found().stream()
                                .filter(one -> "REFUND".equals(one.verdict()))
                                .map(Oracle.Compensation::of))
                .as("refunds, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(duplicates.compensations, rules.refunds)
                                .flatMap(List::stream)
                                .toList());
        assertThat(
                        Stream.of(FraudPattern.SESSION_CLICKS, FraudPattern.MANY_CAMPAIGNS)
                                .flatMap(pattern -> run.of(pattern).stream())
                                .map(CompensationRecord::compensationId))
                .as("marks, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(rules.marks);
    }

    private List<String> refunds() {
        return run.found().stream()
                .filter(one -> "REFUND".equals(one.verdict()))
                .flatMap(one -> one.clickIds().stream())
                .toList();
    }

    private Set<String> refunded(Predicate<String> pattern) {
        return run.found().stream()
                .filter(one -> "REFUND".equals(one.verdict()) && pattern.test(one.pattern()))
                .flatMap(one -> one.clickIds().stream())
                .collect(Collectors.toSet());
    }

    private Set<String> clicksOf(Kind kind) {
        return traffic.kinds.entrySet().stream()
                .filter(entry -> entry.getValue() == kind)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * Of a kind's clicks, how many are refunded; of what the pattern refunds, how much is right.
     */
    private double clicks(String pattern, Kind kind, Set<String> refunded) {
        double recall = share(clicksOf(kind), refunded);
        Set<String> byPattern = refunded(pattern::equals);
        long right = byPattern.stream().filter(id -> traffic.kinds.get(id) != Kind.HONEST).count();
        tell(pattern, kind.name(), recall, right, byPattern.size(), "clicks");
        return recall;
    }

    /** By device; whoever is no shopper is found rightly. */
    private double devices(FraudPattern pattern, Set<Kind> kinds) {
        Map<String, Kind> kindOfDevice = new HashMap<>();
        for (ChargedClick click : traffic.clicks) {
            kindOfDevice.put(click.deviceId(), traffic.kinds.get(click.clickId()));
        }
        Set<String> found =
                run.of(pattern).stream()
                        .map(CompensationRecord::deviceId)
                        .collect(Collectors.toSet());
        Set<String> wanted = new HashSet<>();
        kindOfDevice.forEach(
                (device, of) -> {
                    if (kinds.contains(of)) {
                        wanted.add(device);
                    }
                });
        double recall = share(wanted, found);
        long right = found.stream().filter(one -> !HONEST.contains(kindOfDevice.get(one))).count();
        tell(
                pattern.name(),
                kinds.size() == 1 ? "HOPPER" : "all bots",
                recall,
                right,
                found.size(),
                "devices");
        return recall;
    }

    /** Of those whose impression came. */
    private double fastClicks() {
        Set<String> seen =
                traffic.impressions.stream().map(i -> i.clickId()).collect(Collectors.toSet());
        Set<String> wanted = clicksOf(Kind.INSTANT);
        wanted.retainAll(seen);
        Set<String> found = new HashSet<>();
        run.of(FraudPattern.FAST_CLICK).forEach(one -> found.addAll(one.clickIds()));
        double recall = share(wanted, found);
        long right = found.stream().filter(id -> !HONEST.contains(traffic.kinds.get(id))).count();
        tell("FAST_CLICK", "INSTANT", recall, right, found.size(), "clicks");
        return recall;
    }

    /** What has no impression is known here; who is behind it, an hour later, is not. */
    private void marks(FraudPattern pattern) {
        Set<String> seen =
                traffic.impressions.stream().map(i -> i.clickId()).collect(Collectors.toSet());
        Set<String> unseen = new HashSet<>(traffic.kinds.keySet());
        unseen.removeAll(seen);
        Set<String> found = new HashSet<>();
        run.of(pattern).forEach(one -> found.addAll(one.clickIds()));
        long right = found.stream().filter(id -> !HONEST.contains(traffic.kinds.get(id))).count();
        assertThat(found).isEqualTo(unseen);
        tell(pattern.name(), "unseen", share(unseen, found), right, found.size(), "clicks");
    }

    /** Right where bots have clicked the ad in that hour. */
    private void highCtr() {
        Set<String> clickedByBots = new HashSet<>();
        for (ChargedClick click : traffic.clicks) {
            if (!HONEST.contains(traffic.kinds.get(click.clickId()))) {
                long served = ServedSlot.servedMillis(click.clickId());
                clickedByBots.add(click.adId() + "-" + (served - served % AdShare.HOUR_MILLIS));
            }
        }
        Set<String> found =
                run.of(FraudPattern.HIGH_CTR).stream()
                        .map(one -> one.compensationId().replaceFirst("^ctr-", ""))
                        .collect(Collectors.toSet());
        long right = found.stream().filter(clickedByBots::contains).count();
        tell("HIGH_CTR", "-", Double.NaN, right, found.size(), "ad hours");
    }

    private void tell(
            String pattern, String kind, double recall, long right, long found, String unit) {
        table.append(
                "| %s | %s | %.3f | %.3f | %d %s |%n"
                        .formatted(
                                pattern,
                                kind,
                                recall,
                                found == 0 ? Double.NaN : (double) right / found,
                                found,
                                unit));
    }

    private static double share(Collection<String> wanted, Set<String> found) {
        return wanted.isEmpty()
                ? Double.NaN
                : (double) wanted.stream().filter(found::contains).count() / wanted.size();
    }
}
