package dev.clickledger.bench.stream;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Contest.Pair;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.stream.counts.CampaignCountBenchmark;
import dev.clickledger.bench.stream.job.JobBenchmark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Matching of orders to clicks in memory, and the whole job from Kafka to Kafka. */
public final class StreamBenchmark {

    private static final String HEAP = "match-heap";
    private static final String ROCKSDB = "match-rocksdb";
    private static final String BOT = "bot-key";

    private static final Duration OPEN = Duration.ofHours(49);

    /** A click is followed by an order of the same shopper while it is open. */
    private static final Duration FEW_OPEN = Duration.ofHours(20);

    private static final Traffic MANY_SHOPPERS = new Traffic(0, 10_000, FEW_OPEN, false);
    private static final Traffic FIVE_HUNDRED_OPEN = new Traffic(0, 4, OPEN.dividedBy(500), false);
    private static final Traffic BOT_OF_ONE = new Traffic(0, 1, FEW_OPEN, true);
    private static final Traffic BOT_OF_TEN_THOUSAND =
            new Traffic(0, 1, OPEN.dividedBy(10_000), true);

    private StreamBenchmark() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        var heap = new Attributing(HEAP, MANY_SHOPPERS, "hashmap");
        var passThrough = new PassThrough(MANY_SHOPPERS);
        List<Comparison> all =
                new ArrayList<>(
                        plan.compare(
                                "events/s",
                                List.of(
                                        new Pair(HEAP, heap, passThrough),
                                        new Pair(
                                                HEAP,
                                                heap,
                                                new StockCep("stock-cep", MANY_SHOPPERS)),
                                        new Pair(
                                                HEAP,
                                                new Attributing(
                                                        HEAP + "-500-open",
                                                        FIVE_HUNDRED_OPEN,
                                                        "hashmap"),
                                                new StockCep(
                                                        "stock-cep-500-open", FIVE_HUNDRED_OPEN)),
                                        new Pair(
                                                ROCKSDB,
                                                new Attributing(ROCKSDB, MANY_SHOPPERS, "rocksdb"),
                                                passThrough))));
        all.addAll(
                plan.compare(
                        "ns/event",
                        List.of(
                                new Pair(
                                        BOT,
                                        new CostOfAnEvent(
                                                "10,000-open-clicks", BOT_OF_TEN_THOUSAND),
                                        new CostOfAnEvent("one-open-click", BOT_OF_ONE)))));
        all.addAll(JobBenchmark.run(plan));
        all.addAll(CampaignCountBenchmark.run(plan));
        return all;
    }
}
