package dev.clickledger.bench.lookup;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Latency;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.http.KeepAliveConnection;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * While fifty prices change a second and a thousand lookups are asked: how long after the commit of
 * a pause the ad is still shown, and how many lookups find their list in the heap.
 */
final class ChangingRanks {

    static final String FRESHNESS = "freshness";
    static final String HITS = "cache-hits";

    private static final long SEED = 20171108;
    private static final int CONNECTIONS = 8;
    private static final double LOOKUPS_PER_SECOND = 1_000;
    private static final Duration BETWEEN_CHANGES = Duration.ofMillis(20);
    private static final Duration EACH = Duration.ofSeconds(20);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(10);
    private static final int WARM_UP_CHANGES = 500;
    private static final int PAUSE_EVERY = 5;
    private static final Duration BETWEEN_PAUSES = Duration.ofMillis(50);
    private static final int DIGITS = 3;
    private static final Pattern CAMPAIGN = Pattern.compile("\"campaign_id\":\"([^\"]+)\"");
    private static final String READS = "clickledger.lookup.heap.reads?tag=result:";

    private ChangingRanks() {}

    static List<Comparison> run(Plan plan, QuerySideProcess side, LiveMarket market)
            throws Exception {
        if (!plan.wants(FRESHNESS) && !plan.wants(HITS)) {
            return List.of();
        }
        plan.progress().println("  warming up   changes");
        warmUp(side, market);
        plan.progress().printf("  %d s with 50 rank changes a second%n", EACH.toSeconds());
        double hitsBefore = side.count(READS + "hit");
        double missesBefore = side.count(READS + "miss");
        var freshness = new Histogram(DIGITS);
        try (ExecutorService executor = Executors.newCachedThreadPool()) {
            Future<Integer> changes = executor.submit(() -> changePrices(market));
            Future<?> pauses =
                    executor.submit(
                            () -> {
                                pauseAndLook(side, market, freshness);
                                return null;
                            });
            var lookups =
                    new Gets(
                            "GET /v1/ads",
                            side.port(),
                            CONNECTIONS,
                            LiveMarket.lookups(),
                            body -> true);
            lookups.openLoop(LOOKUPS_PER_SECOND, EACH);
            int changed = changes.get();
            pauses.get();
            double hits = side.count(READS + "hit") - hitsBefore;
            double misses = side.count(READS + "miss") - missesBefore;
            return results(plan, freshness, changed, hits, misses);
        }
    }

    private static List<Comparison> results(
            Plan plan, Histogram freshness, int changed, double hits, double misses) {
        Latency fresh = Latency.of(freshness);
        if (fresh == null) {
            throw new VoidResultException("no pause was seen");
        }
        String changes =
                "%,d price changes of ten ads each in %d s".formatted(changed, EACH.toSeconds());
        List<Comparison> all = new ArrayList<>();
        if (plan.wants(FRESHNESS)) {
            all.add(
                    Comparison.alone(
                            FRESHNESS,
                            "ms (p99)",
                            fresh.p99Millis(),
                            fresh,
                            List.of(
                                    "%,d pauses, from the commit to the first lookup without the ad; meanwhile %s"
                                            .formatted(freshness.getTotalCount(), changes))));
        }
        if (plan.wants(HITS)) {
            all.add(
                    Comparison.alone(
                            HITS,
                            "share",
                            hits / (hits + misses),
                            null,
                            List.of("%,.0f of %,.0f; %s".formatted(hits, hits + misses, changes))));
        }
        return all;
    }

    /**
     * Changes that nobody measures: the code that takes them runs for the first time, and whoever
     * gives up on it meanwhile would ask the read tables, which this database does not have.
     */
    private static void warmUp(QuerySideProcess side, LiveMarket market) throws Exception {
        var random = new Random(SEED + 1);
        try (var connection = new KeepAliveConnection(side.port())) {
            for (int i = 0; i < WARM_UP_CHANGES; i++) {
                market.changeAPrice(random);
                byte[] lookup = KeepAliveConnection.get(LiveMarket.lookup(i % LiveMarket.SHELVES));
                Matcher first = CAMPAIGN.matcher(connection.send(lookup).text());
                if (first.find() && i % PAUSE_EVERY == 0) {
                    var campaign = new CampaignId(first.group(1));
                    market.pause(campaign);
                    market.resume(campaign);
                }
                Thread.sleep(BETWEEN_CHANGES);
            }
        }
    }

    private static int changePrices(LiveMarket market) throws Exception {
        var random = new Random(SEED);
        long start = System.nanoTime();
        int changes = 0;
        for (long due = 0; due < EACH.toNanos(); due += BETWEEN_CHANGES.toNanos()) {
            long wait = start + due - System.nanoTime();
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
            market.changeAPrice(random);
            changes++;
        }
        return changes;
    }

    /** Pauses who is first on a shelf, asks until another is, and lets the campaign go on. */
    private static void pauseAndLook(QuerySideProcess side, LiveMarket market, Histogram freshness)
            throws Exception {
        long end = System.nanoTime() + EACH.toNanos();
        try (var connection = new KeepAliveConnection(side.port())) {
            for (int shelf = 0; System.nanoTime() < end; shelf = (shelf + 1) % LiveMarket.SHELVES) {
                byte[] lookup = KeepAliveConnection.get(LiveMarket.lookup(shelf));
                String first = first(connection.send(lookup).text());
                var campaign = new CampaignId(first);
                market.pause(campaign);
                long committed = System.nanoTime();
                while (connection.send(lookup).text().contains(first)) {
                    if (System.nanoTime() - committed > GIVE_UP_AFTER.toNanos()) {
                        throw new VoidResultException("a paused ad is still shown");
                    }
                }
                freshness.recordValue(System.nanoTime() - committed);
                market.resume(campaign);
                Thread.sleep(BETWEEN_PAUSES);
            }
        }
    }

    private static String first(String answer) {
        Matcher campaign = CAMPAIGN.matcher(answer);
        if (!campaign.find()) {
            throw new VoidResultException("no ads: " + answer);
        }
        return campaign.group(1);
    }
}
