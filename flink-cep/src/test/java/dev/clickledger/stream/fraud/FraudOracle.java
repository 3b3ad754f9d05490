package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.contracts.topics.FraudVerdict;
import dev.clickledger.stream.Oracle;
import dev.clickledger.stream.Oracle.Conversion;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.policy.FraudPolicy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The patterns once more, as plainly as they can be written: everything is known, nothing streams.
 * Shares no code with the job but its types and the policy.
 */
public final class FraudOracle {

    private static final long MINUTE = 60_000;

    /** A run of clicks that makes a pattern, the last of them completing it. */
    public record Found(FraudPattern pattern, List<ChargedClick> run) {

        long at() {
            return run.getLast().timeMillis();
        }
    }

    private record Due(FraudPattern pattern, long at, List<ChargedClick> clicks) {}

    public final List<Found> found = new ArrayList<>();
    public final List<Oracle.Compensation> refunds = new ArrayList<>();

    /** Ids of the marks. */
    public final Set<String> marks = new TreeSet<>();

    /** Of clicks that are owed back and no duplicates: what found them, and since when. */
    public final Map<String, FraudPattern> refunded = new HashMap<>();

    public final Map<String, Long> invalidSince = new HashMap<>();

    private final FraudPolicy policy;
    private final Set<String> duplicates;

    public FraudOracle(
            Collection<ChargedClick> clicks, Set<String> duplicates, FraudPolicy policy) {
        this.policy = policy;
        this.duplicates = duplicates;
        List<ChargedClick> inOrder =
                clicks.stream()
                        .sorted(
                                Comparator.comparing(ChargedClick::timeMillis)
                                        .thenComparing(ChargedClick::clickId))
                        .toList();
        by(inOrder, c -> c.deviceId() + "|" + c.adId()).values().forEach(this::floods);
        by(inOrder, ChargedClick::deviceId).values().forEach(this::robots);
        by(inOrder, ChargedClick::deviceId).values().forEach(this::campaigns);
        by(inOrder, c -> c.deviceId() + "|" + c.sessionId()).values().forEach(this::sessions);
        payBack();
    }

    private static Map<String, List<ChargedClick>> by(
            List<ChargedClick> clicks, Function<ChargedClick, String> key) {
        return clicks.stream()
                .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private void floods(List<ChargedClick> clicks) {
        var rule = policy.clickFlood();
        counted(
                clicks,
                FraudPattern.CLICK_FLOOD,
                rule.moreThanClicks(),
                rule.windowMinutes(),
                rule.verdict());
    }

    private void sessions(List<ChargedClick> clicks) {
        var rule = policy.sessionClicks();
        counted(
                clicks,
                FraudPattern.SESSION_CLICKS,
                rule.moreThanClicks(),
                rule.windowMinutes(),
                rule.verdict());
    }

    private void counted(
            List<ChargedClick> clicks,
            FraudPattern pattern,
            int moreThan,
            int minutes,
            FraudVerdict verdict) {
        boolean before = false;
        for (int i = 0; i < clicks.size(); i++) {
            boolean now =
                    i >= moreThan
                            && clicks.get(i).timeMillis() - clicks.get(i - moreThan).timeMillis()
                                    < minutes * MINUTE;
            if (now && !(before && verdict == FraudVerdict.MARK)) {
                tell(pattern, verdict, clicks.subList(i - moreThan, i + 1));
            }
            before = now;
        }
    }

    private void campaigns(List<ChargedClick> clicks) {
        var rule = policy.manyCampaigns();
        boolean before = false;
        for (int i = 0; i < clicks.size(); i++) {
            List<ChargedClick> run = new ArrayList<>();
            Set<String> campaigns = new HashSet<>();
            for (int j = i; j >= 0 && run.size() <= rule.moreThanCampaigns(); j--) {
                if (campaigns.add(clicks.get(j).campaignId())) {
                    run.addFirst(clicks.get(j));
                }
            }
            boolean now =
                    run.size() > rule.moreThanCampaigns()
                            && run.getLast().timeMillis() - run.getFirst().timeMillis()
                                    < rule.windowMinutes() * MINUTE;
            if (now && !(before && rule.verdict() == FraudVerdict.MARK)) {
                tell(FraudPattern.MANY_CAMPAIGNS, rule.verdict(), run);
            }
            before = now;
        }
    }

    private void robots(List<ChargedClick> clicks) {
        var rule = policy.roboticIntervals();
        boolean before = false;
        for (int i = 0; i < clicks.size(); i++) {
            boolean now =
                    i + 1 >= rule.clicks()
                            && isRegular(clicks.subList(i + 1 - rule.clicks(), i + 1));
            if (now && !(before && rule.verdict() == FraudVerdict.MARK)) {
                tell(
                        FraudPattern.ROBOTIC_INTERVALS,
                        rule.verdict(),
                        clicks.subList(i + 1 - rule.clicks(), i + 1));
            }
            before = now;
        }
    }

    private boolean isRegular(List<ChargedClick> run) {
        var rule = policy.roboticIntervals();
        List<Long> intervals = new ArrayList<>();
        for (int i = 1; i < run.size(); i++) {
            intervals.add(run.get(i).timeMillis() - run.get(i - 1).timeMillis());
        }
        double mean = intervals.stream().mapToLong(Long::longValue).average().orElseThrow();
        double variance =
                intervals.stream()
                        .mapToDouble(d -> (d - mean) * (d - mean))
                        .average()
                        .orElseThrow();
        return intervals.stream().allMatch(d -> d <= rule.longestIntervalMinutes() * MINUTE)
                && Math.sqrt(variance) <= rule.variationPercent() / 100.0 * mean;
    }

    private void tell(FraudPattern pattern, FraudVerdict verdict, List<ChargedClick> run) {
        found.add(new Found(pattern, List.copyOf(run)));
        if (verdict == FraudVerdict.MARK) {
            marks.add(pattern.compensationId(run.getLast().clickId()));
        }
    }

    private void payBack() {
        List<Due> dues = new ArrayList<>();
        for (Found one : found) {
            boolean refunds =
                    switch (one.pattern()) {
                        case CLICK_FLOOD -> policy.clickFlood().verdict() == FraudVerdict.REFUND;
                        case ROBOTIC_INTERVALS ->
                                policy.roboticIntervals().verdict() == FraudVerdict.REFUND;
                        case MANY_CAMPAIGNS ->
                                policy.manyCampaigns().verdict() == FraudVerdict.REFUND;
                        case SESSION_CLICKS ->
                                policy.sessionClicks().verdict() == FraudVerdict.REFUND;
                        default -> false;
                    };
            if (refunds) {
                by(
                                one.run().stream()
                                        .filter(c -> !duplicates.contains(c.clickId()))
                                        .toList(),
                                ChargedClick::adId)
                        .values()
                        .forEach(clicks -> dues.add(new Due(one.pattern(), one.at(), clicks)));
            }
        }
        dues.sort(
                Comparator.comparing(Due::at)
                        .thenComparing(Due::pattern)
                        .thenComparing(due -> due.clicks().getFirst().clickId()));
        for (Due due : dues) {
            List<ChargedClick> fresh =
                    due.clicks().stream()
                            .filter(
                                    click ->
                                            refunded.putIfAbsent(click.clickId(), due.pattern())
                                                    == null)
                            .toList();
            fresh.forEach(click -> invalidSince.put(click.clickId(), due.at()));
            if (!fresh.isEmpty()) {
                refunds.add(
                        new Oracle.Compensation(
                                due.pattern().compensationId(fresh.getFirst().clickId()),
                                fresh.getFirst().adId(),
                                fresh.getFirst().deviceId(),
                                fresh.stream().map(ChargedClick::clickId).toList(),
                                fresh.stream().mapToLong(ChargedClick::actualPrice).sum(),
                                due.at()));
            }
        }
    }

    /**
     * Orders of which a change was made before their click was found invalid and recorded after it:
     * whether the change is told is not said.
     */
    public Set<String> undecided(Map<String, List<Conversion>> all, List<OrderedProduct> orders) {
        Set<String> undecided = new TreeSet<>();
        for (OrderedProduct message : orders) {
            String key = message.orderId() + "|" + message.productId();
            List<Conversion> conversions = all.get(key);
            Long since =
                    conversions == null ? null : invalidSince.get(conversions.getFirst().clickId());
            if (since != null
                    && !message.change().name().equals("NEW")
                    && message.happenedMillis() < since
                    && message.timeMillis() >= since) {
                undecided.add(key);
            }
        }
        return undecided;
    }

    /** What is left of conversions when clicks that are owed back lead to none. */
    public Map<String, List<Conversion>> conversions(
            Map<String, List<Conversion>> all, List<OrderedProduct> orders) {
        Map<String, List<OrderedProduct>> messages =
                orders.stream()
                        .collect(Collectors.groupingBy(o -> o.orderId() + "|" + o.productId()));
        Map<String, List<Conversion>> left = new TreeMap<>();
        all.forEach(
                (key, list) -> {
                    Long since = invalidSince.get(list.getFirst().clickId());
                    List<Conversion> result =
                            since == null ? list : until(since, list, messages.get(key));
                    if (!result.isEmpty()) {
                        left.put(key, result);
                    }
                });
        return left;
    }

    private static List<Conversion> until(
            long since, List<Conversion> list, List<OrderedProduct> messages) {
        OrderedProduct order =
                messages.stream()
                        .filter(m -> m.change().name().equals("NEW"))
                        .min(
                                Comparator.comparing(OrderedProduct::timeMillis)
                                        .thenComparing(OrderedProduct::eventId))
                        .orElseThrow();
        boolean purchase = "PURCHASE".equals(order.conversionType());
        long release = order.timeMillis();
        List<Conversion> result = new ArrayList<>();
        if (since <= release) {
            return result;
        }
        Conversion last = list.getFirst();
        result.add(last);
        List<OrderedProduct> changes =
                messages.stream().filter(m -> !m.change().name().equals("NEW")).toList();
        for (OrderedProduct change : changes) {
            boolean retracts = change.change().name().equals("RETRACTION");
            if (!retracts && (!purchase || change.revenueAmount() == last.revenueAmount())) {
                continue;
            }
            release = Math.max(release, change.timeMillis());
            if (since <= release) {
                break;
            }
            last = list.get(result.size());
            result.add(last);
            if (retracts) {
                return result;
            }
        }
        result.add(
                new Conversion(
                        last.orderId(),
                        last.productId(),
                        "RETRACTION",
                        last.clickId(),
                        last.why(),
                        last.revenueAmount(),
                        since));
        return result;
    }
}
