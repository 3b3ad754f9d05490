package dev.clickledger.bench.memory;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Plan;
import dev.clickledger.bench.axon.StockAxon;
import dev.clickledger.bench.axon.StoredCharges;
import dev.clickledger.bench.clicks.ChargedClicks;
import dev.clickledger.bench.clicks.Clicks;
import dev.clickledger.bench.clicks.Market;
import dev.clickledger.bench.clicks.TwoRowInserts;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import java.sql.SQLException;
import java.util.List;

/**
 * Bytes of a stored charge: the same charges of a thousand advertisers as the event store keeps
 * them and as stock Axon does, JSON and all. Tables and indexes as they are after the appends;
 * packed anew beside it.
 */
public final class MemoryBenchmark {

    private static final String CASE = "charge-bytes";
    private static final long SEED = 20171107;
    private static final int ADVERTISERS = 1_000;
    private static final int MOST_CHARGES = 200_000;
    private static final int EACH_COMMIT = 200;

    private static final String OURS = "SELECT pg_total_relation_size('events.event')";
    private static final String AXONS = "SELECT pg_total_relation_size('domainevententry')";
    private static final String OUR_PAYLOADS = "SELECT sum(length(payload)) FROM events.event";
    private static final String AXONS_PAYLOADS =
            "SELECT sum(length(payload)) FROM domainevententry";
    private static final String REGISTER =
            """
            SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree('events.click_register') WHERE isleaf
            """;

    private MemoryBenchmark() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        if (!plan.wants(CASE)) {
            return List.of();
        }
        int charges = Math.min(plan.events(), MOST_CHARGES);
        var clicks =
                new ChargedClicks(new Clicks(new Market(ADVERTISERS, SEED), charges, SEED), SEED);
        try (Databases databases = Databases.start();
                Database ours = databases.eventStore();
                Database axons = databases.empty()) {
            plan.progress().printf("  storing %,d charges%n", charges);
            append(ours, clicks);
            try (StockAxon axon = StockAxon.start(axons, 2)) {
                StoredCharges.append(axon, clicks, charges);
            }
            double own = bytes(ours, OURS, charges);
            double axon = bytes(axons, AXONS, charges);
            double register = bytes(ours, REGISTER, charges);
            plan.progress().println("  packing them anew");
            ours.execute("VACUUM FULL events.event", "VACUUM FULL events.click_register");
            axons.execute("VACUUM FULL domainevententry");
            return List.of(
                    Comparison.of(
                            CASE,
                            "stock-axon-json",
                            "bytes/charge",
                            List.of(List.of(own, axon)),
                            null,
                            null,
                            List.of(
                                    "packed anew %.0f against %.0f"
                                            .formatted(
                                                    bytes(ours, OURS, charges),
                                                    bytes(axons, AXONS, charges)),
                                    "its payload %.0f against %.0f"
                                            .formatted(
                                                    bytes(ours, OUR_PAYLOADS, charges),
                                                    bytes(axons, AXONS_PAYLOADS, charges)),
                                    "the click's register row beside it %.0f, packed anew %.0f"
                                            .formatted(register, bytes(ours, REGISTER, charges)))));
        }
    }

    private static void append(Database database, ChargedClicks clicks) throws SQLException {
        try (var inserts = new TwoRowInserts(database.connect())) {
            for (int from = 0; from < clicks.count(); from += EACH_COMMIT) {
                inserts.commit(clicks, from, Math.min(EACH_COMMIT, clicks.count() - from));
            }
        }
    }

    private static double bytes(Database database, String query, int charges) throws SQLException {
        return (double) database.number(query) / charges;
    }
}
