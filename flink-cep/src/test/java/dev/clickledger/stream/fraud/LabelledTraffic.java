package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.topics.ImpressionIds;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A day of a shop from a seed, with the truth about every click: honest shoppers, some of whom
 * search eagerly, click twice or lose their beacons; four kinds of bots; and a competitor who
 * clicks a rival's budget away by hand.
 */
final class LabelledTraffic {

    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long DAY = 24 * 60 * MINUTE;

    private static final int HONEST = 3_000;
    private static final int OF_EACH_BOT = 12;
    private static final int COMPETITORS = 6;
    private static final int ADS = 300;
    private static final int ADS_OF_A_CAMPAIGN = 5;

    /** Whose click it is. */
    enum Kind {
        HONEST,
        /** An honest shopper's further click on an ad within five minutes. */
        DOUBLE_CLICK,
        /** Clicks one ad again and again, at any intervals. */
        FLOODER,
        /** Clicks whatever it sees, at intervals that jitter by a tenth. */
        ROBOT,
        /** Clicks an ad of every campaign it finds. */
        HOPPER,
        /** Clicks before anybody could have seen the ad. */
        INSTANT,
        /** A person who clicks the two ads of a rival for hours. */
        COMPETITOR
    }

    final Map<String, Kind> kinds = new HashMap<>();
    final List<ChargedClick> clicks = new ArrayList<>();
    final List<Impression> impressions = new ArrayList<>();

    private final Random random;
    private final List<AdEventMessage> messages = new ArrayList<>();
    private final Map<String, Long> windows = new HashMap<>();
    private long publications;

    LabelledTraffic(long seed) {
        random = new Random(seed);
        for (int i = 0; i < HONEST; i++) {
            honest("shopper-" + i);
        }
        for (int i = 0; i < OF_EACH_BOT; i++) {
            flooder("flooder-" + i);
            robot("robot-" + i);
            hopper("hopper-" + i);
            instant("instant-" + i);
        }
        for (int i = 0; i < COMPETITORS; i++) {
            competitor("competitor-" + i);
        }
    }

    private void honest(String device) {
        boolean eager = random.nextInt(50) == 0;
        int pages = eager ? 20 + random.nextInt(40) : 1 + random.nextInt(10);
        double clicksAPage = eager ? 0.6 : 0.12;
        boolean wrongClock = random.nextInt(10) == 0;
        long clock = wrongClock ? Math.round(3_000 * random.nextGaussian()) : 0;
        long at = anyTime();
        for (int page = 0; page < pages; page++) {
            at += Math.round(logNormal(35 * SECOND, 0.9));
            int clicked = random.nextDouble() < clicksAPage ? random.nextInt(5) : -1;
            for (int position = 0; position < 5; position++) {
                int ad = random.nextInt(ADS);
                String clickId = clickId(at);
                if (random.nextInt(100) >= 3) {
                    see(device, ad, clickId, at + 50 + random.nextInt(300) + clock);
                }
                if (position == clicked) {
                    long clickedAt = at + 800 + Math.round(logNormal(4 * SECOND, 0.8));
                    honestClick(device, ad, clickId, clickedAt);
                    if (random.nextInt(25) == 0) {
                        long again = clickedAt + 300 + random.nextInt(3_000);
                        String second = clickId(again - 200);
                        see(device, ad, second, again - 150 + clock);
                        honestClick(device, ad, second, again);
                    }
                }
            }
        }
    }

    private void honestClick(String device, int ad, String clickId, long at) {
        String key = device + "|" + ad;
        Long opened = windows.get(key);
        boolean twice = opened != null && at < opened + 5 * MINUTE;
        if (!twice) {
            windows.put(key, at);
        }
        click(twice ? Kind.DOUBLE_CLICK : Kind.HONEST, device, ad, clickId, at);
    }

    private void flooder(String device) {
        int ad = random.nextInt(ADS);
        long at = anyTime();
        for (int i = 40 + random.nextInt(80); i > 0; i--) {
            at += Math.round(logNormal(60 * SECOND, 0.8));
            seeAndClick(Kind.FLOODER, device, ad, at, 500 + random.nextInt(2_000));
        }
    }

    private void robot(String device) {
        long pause = (15 + random.nextInt(600)) * SECOND;
        long at = anyTime();
        for (int i = 30 + random.nextInt(50); i > 0; i--) {
            at += Math.round(pause * (0.9 + 0.2 * random.nextDouble()));
            seeAndClick(Kind.ROBOT, device, random.nextInt(ADS), at, 1_500);
        }
    }

    private void hopper(String device) {
        long at = anyTime();
        int campaigns = 25 + random.nextInt(30);
        int first = random.nextInt(ADS / ADS_OF_A_CAMPAIGN);
        for (int i = 0; i < campaigns; i++) {
            at += Math.round(logNormal(20 * SECOND, 0.7));
            int ad = (first + i) * ADS_OF_A_CAMPAIGN % ADS + random.nextInt(ADS_OF_A_CAMPAIGN);
            seeAndClick(Kind.HOPPER, device, ad, at, 400 + random.nextInt(3_000));
        }
    }

    private void instant(String device) {
        long at = anyTime();
        for (int i = 10 + random.nextInt(20); i > 0; i--) {
            at += Math.round(logNormal(5 * MINUTE, 1));
            seeAndClick(Kind.INSTANT, device, random.nextInt(ADS), at, 5 + random.nextInt(80));
        }
    }

    private void competitor(String device) {
        int rival = random.nextInt(ADS / ADS_OF_A_CAMPAIGN) * ADS_OF_A_CAMPAIGN;
        long at = anyTime();
        long until = at + 3 * 60 * MINUTE;
        while (at < until) {
            at += Math.round(logNormal(80 * SECOND, 0.7));
            int ad = rival + random.nextInt(2);
            seeAndClick(Kind.COMPETITOR, device, ad, at, 1_000 + random.nextInt(4_000));
        }
    }

    /** Bots lose beacons, too. */
    private void seeAndClick(Kind kind, String device, int ad, long at, long afterMillis) {
        String clickId = clickId(at);
        long seen = at + 100 + random.nextInt(300);
        if (random.nextInt(100) >= 3) {
            see(device, ad, clickId, seen);
        }
        click(kind, device, ad, clickId, seen + afterMillis);
    }

    private void see(String device, int ad, String clickId, long at) {
        ClickId id = ClickId.of(clickId);
        Impression impression =
                new Impression(
                        ImpressionIds.served(id),
                        at,
                        device,
                        "session-" + device,
                        clickId,
                        "ad" + ad,
                        "campaign" + ad / ADS_OF_A_CAMPAIGN,
                        "advertiser" + ad / ADS_OF_A_CAMPAIGN / 2,
                        "product" + ad,
                        "CATEGORY",
                        "shoes",
                        null,
                        false);
        impressions.add(impression);
        messages.add(AdEventMessage.of(impression));
    }

    private void click(Kind kind, String device, int ad, String clickId, long at) {
        ChargedClick click =
                new ChargedClick(
                        clickId,
                        at,
                        null,
                        device,
                        "session-" + device,
                        "ad" + ad,
                        "campaign" + ad / ADS_OF_A_CAMPAIGN,
                        "advertiser" + ad / ADS_OF_A_CAMPAIGN / 2,
                        "product" + ad,
                        "CATEGORY",
                        130,
                        100,
                        null,
                        "shoes",
                        "auction" + publications++);
        kinds.put(clickId, kind);
        clicks.add(click);
        messages.add(AdEventMessage.of(click));
    }

    private String clickId(long servedMillis) {
        return ClickId.mint(Instant.ofEpochMilli(servedMillis), random).toString();
    }

    private long anyTime() {
        return START + random.nextLong(DAY);
    }

    private double logNormal(long median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    /** As they would be published, with a heartbeat a minute and one past every window. */
    List<AdEventMessage> published() {
        return withHeartbeats(messages);
    }

    static List<AdEventMessage> withHeartbeats(List<AdEventMessage> messages) {
        List<AdEventMessage> all = new ArrayList<>();
        long next = Long.MIN_VALUE;
        for (AdEventMessage message :
                messages.stream()
                        .sorted(Comparator.comparingLong(AdEventMessage::timeMillis))
                        .toList()) {
            if (message.timeMillis() >= next) {
                if (next != Long.MIN_VALUE) {
                    all.add(AdEventMessage.heartbeat(message.timeMillis() - 1));
                }
                next = message.timeMillis() + MINUTE;
            }
            all.add(message);
        }
        all.add(AdEventMessage.heartbeat(all.getLast().timeMillis() + 30 * DAY));
        return all;
    }
}
