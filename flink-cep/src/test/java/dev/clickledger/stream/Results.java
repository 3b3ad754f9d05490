package dev.clickledger.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.stream.Oracle.Compensation;
import dev.clickledger.stream.Oracle.Conversion;
import dev.clickledger.stream.fraud.FraudOracle;
import dev.clickledger.stream.metrics.MetricsOracle;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the job has told, as committed readers see it. */
record Results(
        List<CompensationRecord> compensations,
        List<AdEventRecord> conversions,
        List<PerformanceRecord> performance) {

    static Results on(TestTopics topics) {
        return new Results(
                topics.committed(Topic.COMPENSATION_EVENTS, CompensationRecord.class),
                topics.committed(Topic.AD_EVENTS, AdEventRecord.class).stream()
                        .filter(
                                record ->
                                        record.eventType().equals(AdEventRecord.CONVERSION)
                                                || record.eventType()
                                                        .equals(AdEventRecord.UNMATCHED))
                        .toList(),
                topics.committed(Topic.PERFORMANCE_METRICS, PerformanceRecord.class));
    }

    Results and(Results more) {
        return new Results(
                concatenated(compensations, more.compensations),
                concatenated(conversions, more.conversions),
                concatenated(performance, more.performance));
    }

    /** As consumers take it, who apply a compensation once. */
    Results withoutRepeats() {
        Map<String, CompensationRecord> byId = new LinkedHashMap<>();
        compensations.forEach(one -> byId.putIfAbsent(one.compensationId(), one));
        return new Results(List.copyOf(byId.values()), conversions, performance);
    }

    /** What the rules say of these days, whatever befell the job; marks are not among it. */
    void areWhatTheRulesSay(SeededDays days, long seed) {
        Oracle oracle = new Oracle(days.clicks, days.orders);
        FraudOracle fraud =
                new FraudOracle(days.clicks, oracle.duplicates, FraudPolicyFile.shipped());
        assertThat(
                        compensations.stream()
                                .filter(one -> "REFUND".equals(one.verdict()))
                                .map(Compensation::of))
                .as("refunds, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(oracle.compensations, fraud.refunds)
                                .flatMap(List::stream)
                                .toList());
        assertThat(
                        compensations.stream()
                                .map(CompensationRecord::compensationId)
                                .filter(id -> id.matches("(session|campaigns)-.*")))
                .as("marks of clicks alone, seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(fraud.marks);
        Map<String, List<Conversion>> converted = conversionsByOrder();
        Map<String, List<Conversion>> expected = fraud.conversions(oracle.conversions, days.orders);
        for (String undecided : fraud.undecided(oracle.conversions, days.orders)) {
            converted.remove(undecided);
            expected.remove(undecided);
        }
        assertThat(converted).as("conversions, seed %d", seed).isEqualTo(expected);
        assertThat(MetricsOracle.newest(performance))
                .as("performance, seed %d", seed)
                .isEqualTo(new MetricsOracle(days).windows);
    }

    void haveEachRevisionOnce(long seed) {
        assertThat(performance.stream().map(r -> MetricsOracle.windowOf(r) + " " + r.revision()))
                .as("each revision once, seed %d", seed)
                .doesNotHaveDuplicates();
    }

    /** At least once: the same id twice says the same twice. */
    private Map<String, List<Conversion>> conversionsByOrder() {
        Map<String, AdEventRecord> byId = new LinkedHashMap<>();
        conversions.forEach(record -> byId.putIfAbsent(record.eventId(), record));
        return byId.values().stream()
                .map(Conversion::of)
                .collect(
                        Collectors.groupingBy(
                                conversion -> conversion.orderId() + "|" + conversion.productId(),
                                TreeMap::new,
                                Collectors.toList()));
    }

    private static <T> List<T> concatenated(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
