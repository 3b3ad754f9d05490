package dev.clickledger.local.demo.generate;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A seeded day of a shop: honest shoppers, some who click twice, bots, buyers within and beyond 24
 * hours, orders sent twice and orders taken back. The same seed gives the same bytes. What it must
 * lead to is not written here but derived from the rules, by {@code books}: which ad a click hits
 * is the auction's business.
 */
public final class GeneratedDay {

    /** 00:00 of a Monday in Seoul; the day ends after the next business day has begun. */
    private static final Instant START = Instant.parse("2026-03-01T15:00:00Z");

    private static final Duration LENGTH = Duration.ofHours(26);

    private static final int HONEST = 640;
    private static final int HASTY = 50;
    private static final int BOTS = 6;
    private static final int CAREFUL = 24;
    private static final int WITHOUT_CLICK = 10;

    private final RandomGenerator random;
    private final List<Line> lines = new ArrayList<>();
    private int orders;

    private record Line(Instant at, String text) {}

    private GeneratedDay(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Writes the day to the file, in the format of the demo's input. */
    public static void write(long seed, Path file) throws IOException {
        var day = new GeneratedDay(seed);
        day.generate();
        day.lines.sort(Comparator.comparing(Line::at));
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write(
                    "timestamp,event_type,device_id,session_id,product_id,category,placement,"
                            + "search_term,order_id,revenue_amount\n");
            for (Line line : day.lines) {
                out.write(line.text());
                out.write('\n');
            }
        }
    }

    private void generate() {
        for (int i = 0; i < HONEST; i++) {
            honest(new Shopper("shopper-" + i));
        }
        for (int i = 0; i < HASTY; i++) {
            hasty(new Shopper("hasty-" + i));
        }
        for (int i = 0; i < BOTS; i++) {
            bot(new Shopper("bot-" + i));
        }
        for (int i = 0; i < CAREFUL; i++) {
            careful(new Shopper("careful-" + i), i);
        }
        for (int i = 0; i < WITHOUT_CLICK; i++) {
            var shopper = new Shopper("regular-" + i);
            shopper.buy(shopper.from, nextOrder());
        }
    }

    /** Looks around, clicks more often than not, and sometimes buys, or buys and changes heart. */
    private void honest(Shopper shopper) {
        Instant at = shopper.from;
        int pages = 1 + random.nextInt(3);
        boolean clicked = false;
        for (int page = 0; page < pages; page++) {
            Shelf shelf = Shelf.any(random);
            shopper.view(at, shelf);
            at = at.plusSeconds(2 + random.nextInt(60));
            if (random.nextInt(100) < 70) {
                shopper.click(at, shelf);
                clicked = true;
            }
            // More than five minutes: no shopper of this kind is mistaken for a hasty one.
            at = at.plusSeconds(310 + random.nextInt(600));
        }
        if (clicked && random.nextInt(100) < 25) {
            String order = nextOrder();
            Instant bought = at.plusSeconds(60 + random.nextInt(6 * 3600));
            shopper.buy(bought, order);
            if (random.nextInt(100) < 20) {
                shopper.buy(bought.plusSeconds(1 + random.nextInt(300)), order);
            }
            if (random.nextInt(100) < 25) {
                shopper.cancel(bought.plusSeconds(400 + random.nextInt(20_000)), order);
            }
        }
    }

    /** Comes back to the same page within minutes, and clicks what is still there. */
    private void hasty(Shopper shopper) {
        Shelf shelf = Shelf.any(random);
        Instant at = shopper.from;
        int times = 2 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            shopper.view(at, shelf);
            shopper.click(at.plusSeconds(1), shelf);
            if (random.nextInt(3) == 0) {
                shopper.click(at.plusSeconds(2), shelf);
            }
            at = at.plusSeconds(20 + random.nextInt(150));
        }
        shopper.buy(at.plusSeconds(30), nextOrder());
    }

    /** Loads one page again and again and clicks its first ad each time. */
    private void bot(Shopper bot) {
        Shelf shelf = Shelf.any(random);
        Instant at = bot.from;
        int times = 40 + random.nextInt(60);
        int pause = 3 + random.nextInt(40);
        for (int i = 0; i < times; i++) {
            bot.view(at, shelf);
            bot.click(at.plusSeconds(1), shelf);
            at = at.plusSeconds(pause);
        }
    }

    /** Walks along the edges of the rules: to the second on them, or a second beyond. */
    private void careful(Shopper shopper, int number) {
        Shelf shelf = Shelf.any(random);
        Instant click = shopper.from.plusSeconds(1);
        shopper.view(shopper.from, shelf);
        shopper.click(click, shelf);
        switch (number % 4) {
            case 0 -> {
                shopper.view(click.plusSeconds(299), shelf);
                shopper.click(click.plusSeconds(299), shelf);
            }
            case 1 -> {
                shopper.view(click.plusSeconds(300), shelf);
                shopper.click(click.plusSeconds(300), shelf);
            }
            case 2 -> shopper.buy(click.plus(Duration.ofHours(24)), nextOrder());
            default -> shopper.buy(click.plus(Duration.ofHours(24)).plusSeconds(1), nextOrder());
        }
    }

    private String nextOrder() {
        return "order-" + ++orders;
    }

    /** One device, in one session, from some time of the day on. */
    private final class Shopper {

        private final String device;
        private final Instant from;

        Shopper(String device) {
            this.device = device;
            this.from = START.plusSeconds(random.nextLong(LENGTH.toSeconds()));
        }

        void view(Instant at, Shelf shelf) {
            add(at, "VIEW", shelf.columns(), "", "");
        }

        void click(Instant at, Shelf shelf) {
            add(at, "CLICK", shelf.columns(), "", "");
        }

        void buy(Instant at, String order) {
            add(at, "PURCHASE", ",,", order, Long.toString(1_000L * (5 + random.nextInt(95))));
        }

        void cancel(Instant at, String order) {
            add(at, "CANCEL", ",,", order, "");
        }

        private void add(Instant at, String type, String shelf, String order, String revenue) {
            String text =
                    String.join(
                            ",",
                            at.toString(),
                            type,
                            device,
                            device + "-s1",
                            "",
                            shelf,
                            order,
                            revenue);
            lines.add(new Line(at, text));
        }
    }
}
