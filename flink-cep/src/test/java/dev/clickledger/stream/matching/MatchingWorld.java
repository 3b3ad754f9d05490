package dev.clickledger.stream.matching;

import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.stream.Clicks;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Clicks and orders of a few devices, from a seed, as they reach matching: out of order between
 * heartbeats, some after theirs, clicks judged valid or not and some of them twice, orders placed
 * twice, reported a day late, cancelled. Times crowd the edges of the look-back.
 */
final class MatchingWorld {

    /** One of the two, or a heartbeat. */
    record Arrival(JudgedClick click, OrderedProduct order, long watermark) {

        long timeMillis() {
            return click != null
                    ? click.click().timeMillis()
                    : order != null ? order.timeMillis() : watermark;
        }

        boolean isHeartbeat() {
            return click == null && order == null;
        }
    }

    private static final int DEVICES = 4;
    private static final int PRODUCTS = 5;

    /** The orders that are recorded later than this after they were placed are refused. */
    private static final long LATEST_REPORT = Clicks.DAY + 3 * Clicks.SECOND;

    final List<ChargedClick> validClicks = new ArrayList<>();
    final List<OrderedProduct> messages = new ArrayList<>();
    final List<Arrival> arrivals = new ArrayList<>();

    private final Random random;
    private final long lookBackMillis;
    private final List<ChargedClick> clicks = new ArrayList<>();
    private final Set<String> mayBeLate = new HashSet<>();

    MatchingWorld(long seed, long lookBackMillis, int howManyClicks, boolean withLateness) {
        this.random = new Random(seed);
        this.lookBackMillis = lookBackMillis;
        List<Arrival> things = new ArrayList<>();
        for (int i = 0; i < howManyClicks; i++) {
            things.add(click(i));
        }
        for (int i = 0; i < howManyClicks; i++) {
            order(i);
        }
        messages.forEach(order -> things.add(new Arrival(null, order, 0)));
        arrive(things, withLateness);
    }

    private Arrival click(int i) {
        long at = Clicks.NOON + random.nextLong(4 * lookBackMillis);
        if (i > 0 && random.nextInt(3) == 0) {
            at = any(clicks).timeMillis() + pick(0, 0, 1, -1, lookBackMillis);
        }
        int product = random.nextInt(PRODUCTS);
        ChargedClick click =
                Clicks.click(
                        "c%08x".formatted(random.nextInt()),
                        at,
                        "d" + random.nextInt(DEVICES),
                        "ad" + random.nextInt(2),
                        "p" + product,
                        100);
        clicks.add(click);
        boolean valid = random.nextInt(5) > 0;
        if (valid) {
            validClicks.add(click);
        }
        return new Arrival(new JudgedClick(click, !valid), null, 0);
    }

    private void order(int i) {
        ChargedClick click = any(clicks);
        long happened =
                click.timeMillis()
                        + pick(0, 1, -1, lookBackMillis - 1, lookBackMillis, lookBackMillis + 1)
                        + (random.nextInt(3) == 0 ? random.nextLong(lookBackMillis) : 0);
        long recorded = happened + pick(0, -Clicks.MINUTE, 5_000, Clicks.DAY, LATEST_REPORT);
        String device = random.nextInt(6) == 0 ? "d0" : click.deviceId();
        String advertiser =
                switch (random.nextInt(4)) {
                    case 0 -> null;
                    case 1 -> "advertiser-ad0";
                    default -> click.advertiserId();
                };
        String product = random.nextInt(3) == 0 ? "never-clicked" : click.productId();
        String type = random.nextInt(5) == 0 ? "SIGNUP" : "PURCHASE";
        OrderedProduct placed =
                new OrderedProduct(
                        "o" + i,
                        Math.max(happened, recorded),
                        happened,
                        null,
                        device,
                        "session",
                        "order-" + i,
                        product,
                        1_000 + i,
                        type,
                        ConversionChange.NEW,
                        advertiser);
        messages.add(placed);
        int changes = random.nextInt(4);
        if (changes == 0) {
            mayBeLate.add(placed.eventId());
        }
        long at = placed.timeMillis();
        for (int change = 1; change < changes; change++) {
            at += pick(0, 1, Clicks.MINUTE, Clicks.DAY);
            messages.add(changed(placed, "o" + i + "-" + change, at, random.nextInt(3)));
        }
    }

    private OrderedProduct changed(OrderedProduct placed, String eventId, long at, int what) {
        return new OrderedProduct(
                eventId,
                at,
                what == 0 ? placed.happenedMillis() : at,
                null,
                placed.deviceId(),
                null,
                placed.orderId(),
                placed.productId(),
                what == 2 ? 0 : 1 + random.nextInt(1_000),
                what == 0 ? placed.conversionType() : null,
                what == 0
                        ? ConversionChange.NEW
                        : what == 1 ? ConversionChange.RESTATEMENT : ConversionChange.RETRACTION,
                placed.advertiserId());
    }

    /**
     * Sorted by when they come: some seconds after they happened, a message about an order after
     * those before it. Heartbeats wherever nothing earlier follows but what is late.
     */
    private void arrive(List<Arrival> things, boolean withLateness) {
        record Due(Arrival what, long at, boolean late) {}
        List<Due> due = new ArrayList<>();
        for (Arrival thing : things) {
            boolean late =
                    withLateness
                            && random.nextInt(6) == 0
                            && (thing.order() == null
                                    || mayBeLate.contains(thing.order().eventId()));
            long delay = late ? random.nextLong(50 * Clicks.MINUTE) : 0;
            boolean shuffled = thing.order() == null || thing.order().change().ordinal() == 0;
            long jitter = shuffled ? random.nextLong(3_000) : 3_000;
            due.add(new Due(thing, thing.timeMillis() + delay + jitter, late));
            if (thing.click() != null && random.nextInt(10) == 0) {
                due.add(new Due(thing, thing.timeMillis() + delay + 4_000, true));
            }
        }
        due.sort(Comparator.comparing(Due::at));
        long[] earliestFrom = new long[due.size() + 1];
        earliestFrom[due.size()] = Long.MAX_VALUE;
        for (int i = due.size() - 1; i >= 0; i--) {
            earliestFrom[i] =
                    due.get(i).late()
                            ? earliestFrom[i + 1]
                            : Math.min(earliestFrom[i + 1], due.get(i).what().timeMillis());
        }
        for (int i = 0; i < due.size(); i++) {
            arrivals.add(due.get(i).what());
            if (random.nextInt(4) == 0 && earliestFrom[i + 1] < Long.MAX_VALUE) {
                arrivals.add(new Arrival(null, null, earliestFrom[i + 1] - 1));
            }
        }
        long end = due.getLast().at() + Clicks.DAY;
        arrivals.add(new Arrival(null, null, end));
    }

    private long pick(long... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
