package dev.clickledger.bench.charge;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Contest.Pair;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.charge.GroupCommit.Kind;
import dev.clickledger.bench.clicks.ChargedClicks;
import dev.clickledger.bench.clicks.Clicks;
import dev.clickledger.bench.clicks.Market;
import dev.clickledger.bench.store.Databases;
import java.util.ArrayList;
import java.util.List;

/** Charges a second, in process: one hot advertiser, and a thousand of them. */
public final class ChargeBenchmark {

    private static final long SEED = 20171107;
    private static final int MANY = 1_000;
    private static final int FEW_CALLERS = 32;
    private static final int MANY_CALLERS = 256;
    private static final int CONNECTIONS_OF_ONE_CLICK_COMMITS = 32;
    private static final int CONNECTIONS_OF_BATCHES = 4;
    private static final int BATCH = 200;

    /** More than anybody here gets through in a second. */
    private static final int MOST_CLICKS_PER_SECOND = 120_000;

    private static final String UNIT = "charges/s";

    private ChargeBenchmark() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        List<Comparison> all = new ArrayList<>();
        try (Databases databases = Databases.start()) {
            if (plan.wants("hot-32")
                    || plan.wants("hot-256")
                    || plan.wants("sealing-and-token")
                    || plan.wants("register")) {
                all.addAll(hot(plan, databases));
            }
            if (plan.wants("many-256")) {
                all.addAll(many(plan, databases));
            }
        }
        return all;
    }

    private static List<Comparison> hot(Plan plan, Databases databases) throws Exception {
        Clicks clicks = clicks(plan, 1);
        var rows = new ChargedClicks(clicks, SEED);
        var ours32 =
                new GroupCommit("ours, 32 callers", databases, clicks, FEW_CALLERS, Kind.CHARGING);
        var ours256 =
                new GroupCommit(
                        "ours, 256 callers", databases, clicks, MANY_CALLERS, Kind.CHARGING);
        var sealed = new SealedCharges(databases, clicks, MANY_CALLERS);
        var unregistered =
                new GroupCommit(
                        "ours without register",
                        databases,
                        clicks,
                        MANY_CALLERS,
                        Kind.CHARGING_WITHOUT_REGISTER);
        var oneClick = oneClickCommits(databases, rows);
        var batches = batches(databases, rows);
        var axon32 = new OneCommandAClick(databases, clicks, FEW_CALLERS);
        var axon256 = new OneCommandAClick(databases, clicks, MANY_CALLERS);
        return plan.compare(
                UNIT,
                List.of(
                        new Pair("hot-32", ours32, oneClick),
                        new Pair("hot-32", ours32, batches),
                        new Pair("hot-32", ours32, axon32),
                        new Pair("hot-256", ours256, oneClick),
                        new Pair("hot-256", ours256, batches),
                        new Pair("hot-256", ours256, axon256),
                        new Pair("sealing-and-token", sealed, "off", ours256),
                        new Pair("register", ours256, "off", unregistered)));
    }

    private static List<Comparison> many(Plan plan, Databases databases) throws Exception {
        Clicks clicks = clicks(plan, MANY);
        var rows = new ChargedClicks(clicks, SEED);
        var ours =
                new GroupCommit(
                        "ours, 256 callers", databases, clicks, MANY_CALLERS, Kind.CHARGING);
        try (var tpcB = new TpcB(databases)) {
            return plan.compare(
                    UNIT,
                    List.of(
                            new Pair("many-256", ours, oneClickCommits(databases, rows)),
                            new Pair("many-256", ours, batches(databases, rows)),
                            new Pair(
                                    "many-256",
                                    ours,
                                    new OneCommandAClick(databases, clicks, MANY_CALLERS)),
                            new Pair("many-256", ours, tpcB)));
        }
    }

    private static Clicks clicks(Plan plan, int advertisers) {
        int count = Math.toIntExact((plan.each().toSeconds() + 1) * MOST_CLICKS_PER_SECOND);
        plan.progress().printf("  preparing %,d clicks%n", count);
        return new Clicks(new Market(advertisers, SEED), count, SEED);
    }

    private static TwoRows oneClickCommits(Databases databases, ChargedClicks rows) {
        return new TwoRows(
                "one-click-commits", databases, rows, CONNECTIONS_OF_ONE_CLICK_COMMITS, 1);
    }

    private static TwoRows batches(Databases databases, ChargedClicks rows) {
        return new TwoRows("batch-200", databases, rows, CONNECTIONS_OF_BATCHES, BATCH);
    }
}
