package dev.clickledger.stream;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ImpressionIds;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import dev.clickledger.stream.intake.OrderMessage;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.intake.TopicMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Some days of a few shoppers, from a seed, as their publishers would write them: out of time order
 * by some seconds (heartbeats keep their word all the same), chunks repeated as after a crash,
 * orders reported late, sent twice, partly or wholly cancelled, impressions late and several times.
 * Times crowd the edges of the rules: five minutes, 24 hours, a millisecond beside them, the same
 * instant.
 */
public final class SeededDays {

    public static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private static final long MINUTE = 60_000L;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final int DEVICES = 6;
    private static final int PRODUCTS = 3;

    public final List<ChargedClick> clicks = new ArrayList<>();
    public final List<OrderedProduct> orders = new ArrayList<>();

    /** Each once, as they arrive. */
    public final List<Impression> impressions = new ArrayList<>();

    public final List<AdEventMessage> clickMessages;
    public final List<OrderMessage> orderMessages;

    private final Random random;

    public SeededDays(long seed, int howManyClicks, int howManyOrders) {
        random = new Random(seed);
        makeClicks(howManyClicks);
        makeOrders(howManyOrders);
        clickMessages =
                withImpressions(
                        published(
                                clicks.stream().map(AdEventMessage::of).toList(),
                                AdEventMessage::heartbeat));
        orderMessages =
                published(orders.stream().map(OrderMessage::of).toList(), OrderMessage::heartbeat);
    }

    private void makeClicks(int howMany) {
        List<Long> times = new ArrayList<>();
        while (times.size() < howMany) {
            long at = START + random.nextLong(3 * DAY / MINUTE) * MINUTE;
            times.add(at);
            while (random.nextInt(3) > 0) {
                at += pick(0, 1, MINUTE, 5 * MINUTE - 1, 5 * MINUTE, 5 * MINUTE + 1, 7_000);
                times.add(at);
            }
        }
        record Disordered(long at, long publishedAt) {}
        long publication = 0;
        String device = "d0";
        int ad = 0;
        for (Disordered time :
                times.stream()
                        .map(at -> new Disordered(at, at + random.nextLong(3_000)))
                        .sorted(Comparator.comparing(Disordered::publishedAt))
                        .toList()) {
            if (random.nextInt(3) == 0) {
                device = "d" + random.nextInt(DEVICES);
                ad = random.nextInt(PRODUCTS * 2);
            }
            clicks.add(click(time.at(), ++publication, device, ad, 70 + 10L * random.nextInt(9)));
        }
    }

    private ChargedClick click(long at, long publication, String device, int ad, long price) {
        return new ChargedClick(
                ClickId.mint(Instant.ofEpochMilli(at), random).toString(),
                at,
                publication,
                device,
                "s-" + device,
                "ad" + ad,
                "campaign" + ad,
                "advertiser" + ad % 2,
                "p" + ad / 2,
                "CATEGORY",
                price + 30,
                price,
                null,
                "shoes",
                "auction" + publication);
    }

    private void makeOrders(int howMany) {
        record Reported(OrderedProduct order, long recordedMillis) {}
        List<Reported> reported = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            ChargedClick click = clicks.get(random.nextInt(clicks.size()));
            long happened =
                    click.timeMillis()
                            + pick(0, 1, MINUTE, DAY - 1, DAY, DAY + 1, random.nextLong(2 * DAY));
            long recorded = happened + pick(0, -MINUTE, 5_000, 60 * MINUTE, DAY - 1, DAY);
            int type = random.nextInt(10);
            int owner = random.nextInt(3);
            OrderedProduct placed =
                    order(
                            "o" + i,
                            "order-" + i,
                            happened,
                            recorded,
                            random.nextInt(8) == 0
                                    ? "d" + random.nextInt(DEVICES)
                                    : click.deviceId(),
                            click.productId(),
                            1_000 + random.nextLong(90_000),
                            type == 0 ? "ADD_TO_CART" : type == 1 ? "SIGNUP" : "PURCHASE",
                            ConversionChange.NEW,
                            owner == 2 ? null : "advertiser" + owner);
            reported.add(new Reported(placed, recorded));
            if (random.nextInt(8) == 0) {
                long later = recorded + random.nextLong(DAY);
                reported.add(new Reported(again(placed, "o" + i + "-again", later), later));
            }
            long cancelled = recorded;
            long left = placed.revenueAmount();
            while (random.nextInt(4) == 0) {
                cancelled += pick(0, 1, 30_000, random.nextLong(DAY));
                left = random.nextInt(3) == 0 ? left : left / 2;
                boolean whole = random.nextBoolean();
                reported.add(
                        new Reported(
                                order(
                                        "c" + i + "-" + reported.size(),
                                        "order-" + i,
                                        cancelled + pick(0, 0, MINUTE / 2, -MINUTE),
                                        cancelled,
                                        placed.deviceId(),
                                        placed.productId(),
                                        whole ? 0 : left,
                                        null,
                                        whole
                                                ? ConversionChange.RETRACTION
                                                : ConversionChange.RESTATEMENT,
                                        null),
                                cancelled));
            }
        }
        long publication = 0;
        for (Reported each :
                reported.stream().sorted(Comparator.comparing(Reported::recordedMillis)).toList()) {
            orders.add(numbered(each.order(), ++publication));
        }
    }

    private static OrderedProduct order(
            String eventId,
            String orderId,
            long happened,
            long recorded,
            String device,
            String product,
            long revenue,
            String type,
            ConversionChange change,
            String advertiser) {
        return new OrderedProduct(
                eventId,
                Math.max(happened, recorded),
                happened,
                null,
                device,
                "s-" + device,
                orderId,
                product,
                revenue,
                type,
                change,
                advertiser);
    }

    private static OrderedProduct again(OrderedProduct order, String eventId, long recorded) {
        return new OrderedProduct(
                eventId,
                Math.max(order.happenedMillis(), recorded),
                order.happenedMillis(),
                null,
                order.deviceId(),
                order.sessionId(),
                order.orderId(),
                order.productId(),
                order.revenueAmount() + 1,
                order.conversionType(),
                order.change(),
                order.advertiserId());
    }

    private static OrderedProduct numbered(OrderedProduct order, long publication) {
        return new OrderedProduct(
                order.eventId(),
                order.timeMillis(),
                order.happenedMillis(),
                publication,
                order.deviceId(),
                order.sessionId(),
                order.orderId(),
                order.productId(),
                order.revenueAmount(),
                order.conversionType(),
                order.change(),
                order.advertiserId());
    }

    /** Heartbeats wherever nothing earlier can follow, and now and then a chunk a second time. */
    private <T extends TopicMessage> List<T> published(List<T> records, LongFunction<T> heartbeat) {
        long[] earliestFrom = new long[records.size() + 1];
        earliestFrom[records.size()] = Long.MAX_VALUE;
        for (int i = records.size() - 1; i >= 0; i--) {
            earliestFrom[i] = Math.min(earliestFrom[i + 1], records.get(i).timeMillis());
        }
        List<T> all = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            all.add(records.get(i));
            if (random.nextInt(10) == 0 && i + 1 < records.size()) {
                all.add(heartbeat.apply(earliestFrom[i + 1] - 1));
            }
            if (random.nextInt(100) == 0) {
                all.addAll(records.subList(Math.max(0, i - random.nextInt(30)), i + 1));
            }
        }
        return all;
    }

    private long pick(long... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** Of clicked ads and of others, from at once to most of an hour late, some of them again. */
    private List<AdEventMessage> withImpressions(List<AdEventMessage> messages) {
        record Arrival(Impression impression, long atMillis) {}
        List<Arrival> arrivals = new ArrayList<>();
        for (ChargedClick click : clicks) {
            for (String clickId : List.of(click.clickId(), otherAd(click))) {
                long arrived = click.timeMillis() + pick(0, 500, 20_000, 10 * MINUTE, 50 * MINUTE);
                arrivals.add(new Arrival(impression(clickId, click, false), arrived));
                if (random.nextBoolean()) {
                    arrived += pick(0, 2_000, MINUTE);
                    arrivals.add(new Arrival(impression(clickId, click, true), arrived));
                }
            }
        }
        arrivals.sort(Comparator.comparing(Arrival::atMillis));
        List<AdEventMessage> all = new ArrayList<>();
        long now = 0;
        int next = 0;
        for (AdEventMessage message : messages) {
            now = Math.max(now, message.timeMillis());
            while (next < arrivals.size() && arrivals.get(next).atMillis() <= now) {
                addImpression(arrivals.get(next++).impression(), all);
            }
            all.add(message);
        }
        arrivals.subList(next, arrivals.size()).forEach(a -> addImpression(a.impression(), all));
        return all;
    }

    private void addImpression(Impression impression, List<AdEventMessage> all) {
        impressions.add(impression);
        all.add(AdEventMessage.of(impression));
        if (random.nextInt(20) == 0) {
            all.add(AdEventMessage.of(recent(impressions)));
            all.add(AdEventMessage.of(impression));
        }
    }

    /** Not so old that it might come after it has been forgotten. */
    private Impression recent(List<Impression> all) {
        return all.get(Math.max(0, all.size() - 1 - random.nextInt(5)));
    }

    private String otherAd(ChargedClick click) {
        return ClickId.mint(Instant.ofEpochMilli(click.timeMillis()), random).toString();
    }

    private static Impression impression(String clickId, ChargedClick click, boolean viewable) {
        ClickId id = ClickId.of(clickId);
        return new Impression(
                viewable ? ImpressionIds.viewable(id) : ImpressionIds.served(id),
                click.timeMillis() + 1,
                click.deviceId(),
                click.sessionId(),
                clickId,
                click.adId(),
                click.campaignId(),
                click.advertiserId(),
                click.productId(),
                click.placement(),
                click.category(),
                click.searchTerm(),
                viewable);
    }
}
