package dev.clickledger.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Some hundred rows of shoppers, made without anything of Clickledger's: pages that overlap,
 * repeats, clicks on nothing, orders twice, orders taken back, purchases to the second on the edge.
 */
final class SmallDay {

    private static final String HEADER =
            "timestamp,event_type,device_id,session_id,product_id,category,placement,search_term,"
                    + "order_id,revenue_amount";

    /** Shortly before midnight in Seoul: two business days. */
    private static final Instant START = Instant.parse("2024-02-28T14:30:00Z");

    private static final List<String> CATEGORIES = List.of("shoes", "coats/rain", "책", "toys");

    private final SplittableRandom random;
    private final List<Row> rows = new ArrayList<>();

    private record Row(Instant at, String text) {}

    private SmallDay(long seed) {
        random = new SplittableRandom(seed);
    }

    static void write(long seed, Path file) throws IOException {
        var day = new SmallDay(seed);
        for (int i = 0; i < 60; i++) {
            day.shopper("d-" + i);
        }
        day.bot();
        day.edges();
        // Rows of one second stay in the order in which they were made.
        day.rows.sort(Comparator.comparing(Row::at));
        List<String> lines = new ArrayList<>(List.of(HEADER));
        day.rows.forEach(row -> lines.add(row.text()));
        Files.write(file, lines);
    }

    private void shopper(String device) {
        int second = random.nextInt(7_200);
        String order = "o-" + device;
        for (int page = random.nextInt(1, 5); page > 0; page--) {
            String shelf = shelf();
            add(second, "VIEW", device, shelf, "", "");
            if (random.nextInt(4) == 0) {
                // Another page at the same second, then a click for each: the second is a repeat.
                add(second, "VIEW", device, shelf, "", "");
                add(second + 1, "CLICK", device, shelf, "", "");
            }
            if (random.nextInt(4) > 0) {
                add(second + 1 + random.nextInt(2), "CLICK", device, shelf, "", "");
            }
            second += random.nextInt(400);
        }
        if (random.nextInt(2) == 0) {
            second += random.nextInt(1, 3_000);
            add(second, "PURCHASE", device, ",,", order, "12000");
            if (random.nextInt(3) == 0) {
                add(second + 5, "PURCHASE", device, ",,", order, "12000");
            }
            if (random.nextInt(3) == 0) {
                add(second + 60, "CANCEL", device, ",,", order, "");
                add(second + 61, "CANCEL", device, ",,", order, "");
            }
        }
    }

    private void bot() {
        String shelf = shelf();
        for (int second = 100; second < 1_500; second += 17) {
            add(second, "VIEW", "bot", shelf, "", "");
            add(second + 1, "CLICK", "bot", shelf, "", "");
        }
        add(1_600, "PURCHASE", "bot", ",,", "o-bot", "99000");
    }

    private void edges() {
        String shelf = "toys,HOME,";
        add(0, "PURCHASE", "early", ",,", "o-early", "500");
        add(0, "CANCEL", "early", ",,", "o-early", "");
        add(0, "CLICK", "early", shelf, "", "");
        for (String device : List.of("on-time", "too-late", "same-second")) {
            add(10, "VIEW", device, shelf, "", "");
        }
        add(11, "PURCHASE", "same-second", ",,", "o-same-second", "700");
        for (String device : List.of("on-time", "too-late", "same-second")) {
            add(11, "CLICK", device, shelf, "", "");
        }
        int day = 24 * 3_600;
        add(11 + day, "PURCHASE", "on-time", ",,", "o-on-time", "800");
        add(12 + day, "PURCHASE", "too-late", ",,", "o-too-late", "900");
        add(13 + day, "CANCEL", "on-time", ",,", "o-on-time", "");
        add(20, "VIEW", "slow", shelf, "", "");
        add(20 + 3_601, "CLICK", "slow", shelf, "", "");
        add(5, "VIEW", "window", shelf, "", "");
        add(6, "CLICK", "window", shelf, "", "");
        add(304, "VIEW", "window", shelf, "", "");
        add(305, "CLICK", "window", shelf, "", "");
        add(306, "VIEW", "window", shelf, "", "");
        add(306, "CLICK", "window", shelf, "", "");
    }

    /** category, placement and search_term. */
    private String shelf() {
        String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        return switch (random.nextInt(6)) {
            case 0 -> ",HOME,";
            case 1 -> category + ",HOME,";
            case 2 -> category + ",PRODUCT_DETAIL,";
            case 3 -> category + ",SEARCH,\"" + category + ", new\"";
            case 4 -> category + ",SEARCH,Best  of " + category;
            default -> category + ",CATEGORY,";
        };
    }

    private void add(
            int second, String type, String device, String shelf, String order, String revenue) {
        Instant at = START.plusSeconds(second);
        rows.add(
                new Row(
                        at,
                        String.join(
                                ",",
                                at.toString(),
                                type,
                                device,
                                device + "-s",
                                "",
                                shelf,
                                order,
                                revenue)));
    }
}
