package dev.clickledger.bench.stream.job;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.contracts.topics.ImpressionIds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * A thousand shoppers' events a second of event time, by blocks of a hundred: ninety impressions,
 * nine clicks on impressions of two seconds before, one order of what was clicked. Every tenth
 * block's second click is a double click. The same for the same seed; it adds up what must come out
 * while it is made.
 */
final class JobTraffic {

    static final int BLOCK = 100;

    private static final int IMPRESSIONS = 90;
    private static final int CLICKS = 9;
    private static final int BLOCKS_TO_A_CLICK = 20;
    private static final int DEVICES = 50_000;
    private static final int ADS = 2_000;
    private static final int ADS_OF_A_CAMPAIGN = 10;
    private static final int ADS_OF_AN_ADVERTISER = 40;
    private static final long PRICE = 260;
    private static final long REVENUE = 50_000;
    private static final long DUPLICATE_WITHIN = Duration.ofMinutes(5).toMillis();
    private static final String[] PLACEMENTS = {"SEARCH", "CATEGORY", "PRODUCT_DETAIL"};

    /** Where records go. */
    interface Receiver {
        void adEvent(String key, AdEventRecord record);

        void order(String key, ConversionRecord record);
    }

    private record Shown(ClickId clickId, int device, int ad) {}

    private final Random random;
    private final Receiver receiver;
    private final Shown[][] shown = new Shown[BLOCKS_TO_A_CLICK][IMPRESSIONS];
    private final Map<Long, Long> chargedInWindow = new HashMap<>();
    private long block;
    private long publication;
    private long impressions;
    private long clicks;
    private long refunded;
    private long orders;

    JobTraffic(long seed, Receiver receiver) {
        this.random = new Random(seed);
        this.receiver = receiver;
    }

    /**
     * The next hundred events, those of a tenth of a second.
     *
     * @param startMillis of that tenth; a later one each time
     */
    void next(long startMillis) {
        Shown[] clicked = shown[(int) (block % BLOCKS_TO_A_CLICK)].clone();
        boolean doubleClick = block % 10 == 0;
        for (int i = 0; i < IMPRESSIONS; i++) {
            impress(i, doubleClick && i == 1, startMillis + i);
        }
        if (block >= BLOCKS_TO_A_CLICK) {
            for (int i = 0; i < CLICKS; i++) {
                click(clicked[i], startMillis + IMPRESSIONS + i);
            }
            order(clicked[0], startMillis + BLOCK - 1);
        } else {
            // The first two seconds have nothing to click yet.
            for (int i = 0; i <= CLICKS; i++) {
                impress(i, false, startMillis + IMPRESSIONS + i);
            }
        }
        block++;
    }

    long impressions() {
        return impressions;
    }

    long clicks() {
        return clicks;
    }

    long refunded() {
        return refunded;
    }

    long orders() {
        return orders;
    }

    long revenue() {
        return orders * REVENUE;
    }

    private void impress(int place, boolean again, long millis) {
        Shown[] row = shown[(int) (block % BLOCKS_TO_A_CLICK)];
        int device = again ? row[place - 1].device() : random.nextInt(DEVICES);
        int ad = again ? row[place - 1].ad() : random.nextInt(ADS);
        Instant at = Instant.ofEpochMilli(millis);
        Shown one = new Shown(ClickId.mint(at, random), device, ad);
        row[place] = one;
        impressions++;
        receiver.adEvent(
                device(one),
                new AdEventRecord(
                        AdEventRecord.IMPRESSION,
                        ImpressionIds.served(one.clickId()),
                        at,
                        null,
                        device(one),
                        session(one),
                        ad(one),
                        campaign(one),
                        advertiser(one),
                        product(one),
                        placement(one),
                        null,
                        null,
                        null,
                        "shoes/running",
                        null,
                        null,
                        one.clickId().toString(),
                        null,
                        false,
                        null,
                        null));
    }

    private void click(Shown on, long millis) {
        clicks++;
        long pair = (long) on.device() * ADS + on.ad();
        Long first = chargedInWindow.get(pair);
        if (first != null && millis - first <= DUPLICATE_WITHIN) {
            refunded++;
        } else {
            chargedInWindow.put(pair, millis);
        }
        receiver.adEvent(
                device(on),
                new AdEventRecord(
                        AdEventRecord.CLICK,
                        on.clickId().toString(),
                        Instant.ofEpochMilli(millis),
                        publication++,
                        device(on),
                        session(on),
                        ad(on),
                        campaign(on),
                        advertiser(on),
                        product(on),
                        placement(on),
                        PRICE + 40,
                        PRICE,
                        null,
                        "shoes/running",
                        null,
                        null,
                        on.clickId().toString(),
                        "auction-" + clicks,
                        null,
                        null,
                        null));
    }

    private void order(Shown of, long millis) {
        Instant at = Instant.ofEpochMilli(millis);
        String id = "order-" + orders++;
        receiver.order(
                device(of),
                new ConversionRecord(
                        ConversionRecord.CONVERSION,
                        id + "-placed",
                        at,
                        at,
                        orders,
                        device(of),
                        session(of),
                        id,
                        product(of),
                        REVENUE,
                        "PURCHASE",
                        24,
                        null,
                        ConversionChange.NEW.name(),
                        advertiser(of)));
    }

    private static String device(Shown one) {
        return "device-" + one.device();
    }

    private static String session(Shown one) {
        return "session-" + one.device();
    }

    private static String ad(Shown one) {
        return "ad-" + one.ad();
    }

    private static String product(Shown one) {
        return "product-" + one.ad();
    }

    private static String campaign(Shown one) {
        return "campaign-" + one.ad() / ADS_OF_A_CAMPAIGN;
    }

    private static String advertiser(Shown one) {
        return "advertiser-" + one.ad() / ADS_OF_AN_ADVERTISER;
    }

    private static String placement(Shown one) {
        return PLACEMENTS[one.ad() % PLACEMENTS.length];
    }
}
