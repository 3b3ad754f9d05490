package dev.clickledger.stream;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
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

/**
 * The rules once more, as plainly as they can be written: everything is known, nothing streams.
 * Shares no code with the job but its types.
 */
public final class Oracle {

    private static final long FIVE_MINUTES = 5 * 60_000L;
    private static final long DAY = 24 * 3_600_000L;

    /** A conversion, as far as the rules speak of it. */
    public record Conversion(
            String orderId,
            String productId,
            String change,
            String clickId,
            long revenueAmount,
            long atMillis) {

        public static Conversion of(AdEventRecord record) {
            return new Conversion(
                    record.orderId(),
                    record.productId(),
                    record.change(),
                    record.clickId(),
                    record.revenueAmount(),
                    record.timestamp().toEpochMilli());
        }
    }

    /** A compensation, as far as the rules speak of it. */
    public record Compensation(
            String id, String adId, String deviceId, List<String> clickIds, long won, long at) {

        public static Compensation of(CompensationRecord record) {
            return new Compensation(
                    record.compensationId(),
                    record.adId(),
                    record.deviceId(),
                    record.clickIds(),
                    record.refundAmount(),
                    record.timestamp().toEpochMilli());
        }
    }

    public final List<Compensation> compensations = new ArrayList<>();
    public final Set<String> duplicates = new HashSet<>();

    /** By order and product, each in its order. */
    public final Map<String, List<Conversion>> conversions = new TreeMap<>();

    /** As published, without repeats. */
    public Oracle(Collection<ChargedClick> clicks, List<OrderedProduct> orders) {
        Comparator<ChargedClick> inOrder =
                Comparator.comparing(ChargedClick::timeMillis).thenComparing(ChargedClick::clickId);
        Map<String, List<ChargedClick>> byAd = new LinkedHashMap<>();
        clicks.stream()
                .sorted(inOrder)
                .forEach(
                        click ->
                                byAd.computeIfAbsent(
                                                click.deviceId() + "|" + click.adId(),
                                                key -> new ArrayList<>())
                                        .add(click));
        byAd.values().forEach(this::judge);
        List<ChargedClick> stayCharged =
                clicks.stream()
                        .filter(click -> !duplicates.contains(click.clickId()))
                        .sorted(inOrder)
                        .toList();
        Map<String, List<OrderedProduct>> byOrder = new HashMap<>();
        orders.forEach(
                order ->
                        byOrder.computeIfAbsent(
                                        order.orderId() + "|" + order.productId(),
                                        key -> new ArrayList<>())
                                .add(order));
        byOrder.forEach((key, messages) -> match(key, messages, stayCharged));
    }

    private void judge(List<ChargedClick> clicks) {
        int next = 0;
        while (next < clicks.size()) {
            ChargedClick first = clicks.get(next);
            long end = first.timeMillis() + FIVE_MINUTES;
            List<String> found = new ArrayList<>();
            long won = 0;
            next++;
            while (next < clicks.size() && clicks.get(next).timeMillis() < end) {
                found.add(clicks.get(next).clickId());
                won += clicks.get(next).actualPrice();
                next++;
            }
            duplicates.addAll(found);
            if (!found.isEmpty()) {
                compensations.add(
                        new Compensation(
                                "dup-" + first.clickId(),
                                first.adId(),
                                first.deviceId(),
                                found,
                                won,
                                end));
            }
        }
    }

    private void match(String key, List<OrderedProduct> messages, List<ChargedClick> clicks) {
        OrderedProduct order =
                messages.stream()
                        .filter(message -> message.change().name().equals("NEW"))
                        .filter(message -> "PURCHASE".equals(message.conversionType()))
                        .min(
                                Comparator.comparing(OrderedProduct::timeMillis)
                                        .thenComparing(OrderedProduct::eventId))
                        .orElse(null);
        if (order == null) {
            return;
        }
        ChargedClick owed = null;
        for (ChargedClick click : clicks) {
            if (click.deviceId().equals(order.deviceId())
                    && click.productId().equals(order.productId())
                    && click.timeMillis() >= order.happenedMillis() - DAY
                    && click.timeMillis() <= order.happenedMillis()) {
                owed = click;
            }
        }
        if (owed == null) {
            return;
        }
        List<Conversion> result = new ArrayList<>();
        long revenue = order.revenueAmount();
        result.add(conversion(order, "NEW", owed, revenue));
        for (OrderedProduct message : messages) {
            if (message.change().name().equals("RESTATEMENT")
                    && message.revenueAmount() != revenue) {
                revenue = message.revenueAmount();
                result.add(conversion(message, "RESTATEMENT", owed, revenue));
            }
            if (message.change().name().equals("RETRACTION")) {
                result.add(conversion(message, "RETRACTION", owed, revenue));
                break;
            }
        }
        conversions.put(key, result);
    }

    private static Conversion conversion(
            OrderedProduct by, String change, ChargedClick click, long revenue) {
        return new Conversion(
                by.orderId(),
                by.productId(),
                change,
                click.clickId(),
                revenue,
                by.happenedMillis());
    }
}
