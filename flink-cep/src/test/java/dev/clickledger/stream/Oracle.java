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

    /**
     * A conversion or an unmatched order, as far as the rules speak of it.
     *
     * @param why DIRECT or HALO; of an unmatched order, the reason
     */
    public record Conversion(
            String orderId,
            String productId,
            String change,
            String clickId,
            String why,
            long revenueAmount,
            long atMillis) {

        public static Conversion of(AdEventRecord record) {
            boolean unmatched = record.eventType().equals(AdEventRecord.UNMATCHED);
            return new Conversion(
                    record.orderId(),
                    record.productId(),
                    unmatched ? "UNMATCHED" : record.change(),
                    record.clickId(),
                    unmatched ? record.unmatchedReason() : record.attribution(),
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
        List<ChargedClick> sorted = clicks.stream().sorted(inOrder).toList();
        Map<String, List<OrderedProduct>> byOrder = new HashMap<>();
        orders.forEach(
                order ->
                        byOrder.computeIfAbsent(
                                        order.orderId() + "|" + order.productId(),
                                        key -> new ArrayList<>())
                                .add(order));
        byOrder.forEach((key, messages) -> match(key, messages, sorted));
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
                        .min(
                                Comparator.comparing(OrderedProduct::timeMillis)
                                        .thenComparing(OrderedProduct::eventId))
                        .orElse(null);
        if (order == null) {
            return;
        }
        ChargedClick onProduct = null;
        ChargedClick ofAdvertiser = null;
        ChargedClick invalid = null;
        for (ChargedClick click : clicks) {
            if (!click.deviceId().equals(order.deviceId())
                    || click.timeMillis() > order.happenedMillis()) {
                continue;
            }
            boolean sameProduct = click.productId().equals(order.productId());
            if (duplicates.contains(click.clickId())) {
                invalid = sameProduct ? click : invalid;
                continue;
            }
            onProduct = sameProduct ? click : onProduct;
            ofAdvertiser = click.advertiserId().equals(order.advertiserId()) ? click : ofAdvertiser;
        }
        boolean direct = isWithin(DAY, onProduct, order);
        ChargedClick owed =
                direct ? onProduct : isWithin(DAY, ofAdvertiser, order) ? ofAdvertiser : null;
        List<Conversion> result = new ArrayList<>();
        conversions.put(key, result);
        if (owed == null) {
            boolean tooOld =
                    isWithin(2 * DAY, onProduct, order) || isWithin(2 * DAY, ofAdvertiser, order);
            String reason =
                    isWithin(DAY, invalid, order)
                            ? "CLICK_INVALID"
                            : tooOld ? "CLICK_TOO_OLD" : "NO_CLICK";
            result.add(conversion(order, "UNMATCHED", null, reason, order.revenueAmount()));
            return;
        }
        String why = direct ? "DIRECT" : "HALO";
        boolean purchase = "PURCHASE".equals(order.conversionType());
        long revenue = purchase ? order.revenueAmount() : 0;
        result.add(conversion(order, "NEW", owed, why, revenue));
        for (OrderedProduct message : messages) {
            if (purchase
                    && message.change().name().equals("RESTATEMENT")
                    && message.revenueAmount() != revenue) {
                revenue = message.revenueAmount();
                result.add(conversion(message, "RESTATEMENT", owed, why, revenue));
            }
            if (message.change().name().equals("RETRACTION")) {
                result.add(conversion(message, "RETRACTION", owed, why, revenue));
                break;
            }
        }
    }

    private static boolean isWithin(long lookBack, ChargedClick click, OrderedProduct order) {
        return click != null && click.timeMillis() >= order.happenedMillis() - lookBack;
    }

    private static Conversion conversion(
            OrderedProduct by, String change, ChargedClick click, String why, long revenue) {
        return new Conversion(
                by.orderId(),
                by.productId(),
                change,
                click == null ? null : click.clickId(),
                why,
                revenue,
                by.happenedMillis());
    }
}
