package dev.clickledger.stream.metrics;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.stream.Oracle;
import dev.clickledger.stream.SeededDays;
import dev.clickledger.stream.fraud.FraudOracle;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import dev.clickledger.stream.policy.FraudPolicyFile;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Performance as a batch would compute it from all that is on the topics: one pass, no streams.
 * Shares no code with the job but its types.
 */
public final class MetricsOracle {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    /** Window → impressions, viewable, clicks, invalid, conversions, revenue, charged, refunded. */
    public final Map<String, List<Long>> windows = new TreeMap<>();

    private final Map<String, long[]> sums = new HashMap<>();

    public MetricsOracle(SeededDays days) {
        Oracle oracle = new Oracle(days.clicks, days.orders);
        FraudOracle fraud =
                new FraudOracle(days.clicks, oracle.duplicates, FraudPolicyFile.shipped());
        Map<String, ChargedClick> clicks = new HashMap<>();
        for (Impression i : days.impressions) {
            long served = ClickId.of(i.clickId()).mintedAt().toEpochMilli();
            String[] whose = {
                i.adId(), i.campaignId(), i.productId(), i.placement(), i.advertiserId()
            };
            add(whose, served, i.viewable() ? 1 : 0, 1);
        }
        for (ChargedClick click : days.clicks) {
            clicks.put(click.clickId(), click);
            add(whose(click), click.timeMillis(), 2, 1);
            add(whose(click), click.timeMillis(), 6, click.actualPrice());
            if (oracle.duplicates.contains(click.clickId())
                    || fraud.refunded.containsKey(click.clickId())) {
                add(whose(click), click.timeMillis(), 3, 1);
                add(whose(click), click.timeMillis(), 7, click.actualPrice());
            }
        }
        for (List<Oracle.Conversion> changes :
                fraud.conversions(oracle.conversions, days.orders).values()) {
            Oracle.Conversion last = changes.getLast();
            if (!last.change().equals("RETRACTION") && !last.change().equals("UNMATCHED")) {
                ChargedClick click = clicks.get(last.clickId());
                long happened = changes.getFirst().atMillis();
                add(whose(click), happened, 4, 1);
                add(whose(click), happened, 5, last.revenueAmount());
            }
        }
        sums.forEach((window, sum) -> windows.put(window, boxed(sum)));
    }

    /** The newest revision of each window; those in which nothing is left are left out. */
    public static Map<String, List<Long>> newest(Collection<PerformanceRecord> records) {
        Map<String, PerformanceRecord> newest = new HashMap<>();
        for (PerformanceRecord record : records) {
            newest.merge(windowOf(record), record, (a, b) -> a.revision() > b.revision() ? a : b);
        }
        Map<String, List<Long>> windows = new TreeMap<>();
        newest.forEach(
                (window, record) -> {
                    List<Long> values = values(record);
                    if (values.stream().anyMatch(value -> value != 0)) {
                        windows.put(window, values);
                    }
                });
        return windows;
    }

    public static String windowOf(PerformanceRecord record) {
        return record.entity()
                + " "
                + record.entityId()
                + " "
                + record.window()
                + " "
                + record.windowStart();
    }

    private static List<Long> values(PerformanceRecord r) {
        return List.of(
                r.impressions(),
                r.viewableImpressions(),
                r.clicks(),
                r.invalidClicks(),
                r.conversions(),
                r.revenueAmount(),
                r.chargedAmount(),
                r.refundedAmount());
    }

    private static String[] whose(ChargedClick c) {
        return new String[] {
            c.adId(), c.campaignId(), c.productId(), c.placement(), c.advertiserId()
        };
    }

    /** In the order of {@link MetricEntity}. */
    private void add(String[] whose, long atMillis, int measure, long amount) {
        Instant at = Instant.ofEpochMilli(atMillis);
        Map<MetricWindow, Instant> starts =
                Map.of(
                        MetricWindow.ONE_MINUTE,
                                Instant.ofEpochSecond(at.getEpochSecond() / 60 * 60),
                        MetricWindow.FIVE_MINUTES,
                                Instant.ofEpochSecond(at.getEpochSecond() / 300 * 300),
                        MetricWindow.ONE_HOUR,
                                Instant.ofEpochSecond(at.getEpochSecond() / 3600 * 3600),
                        MetricWindow.ONE_DAY,
                                at.atZone(SEOUL).toLocalDate().atStartOfDay(SEOUL).toInstant());
        for (MetricEntity entity : MetricEntity.values()) {
            starts.forEach(
                    (window, start) ->
                            sums.computeIfAbsent(
                                                    entity
                                                            + " "
                                                            + whose[entity.ordinal()]
                                                            + " "
                                                            + window
                                                            + " "
                                                            + start,
                                                    key -> new long[8])[measure] +=
                                    amount);
        }
    }

    private static List<Long> boxed(long[] sum) {
        return java.util.Arrays.stream(sum).boxed().toList();
    }
}
