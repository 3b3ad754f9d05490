package dev.clickledger.bench.charge;

import dev.clickledger.bench.Callers;
import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.clicks.ChargedClicks;
import dev.clickledger.bench.clicks.TwoRowInserts;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plain JDBC that inserts the same two rows for a click into the same tables, and decides nothing:
 * no balance, no look at the register, no encoding (the bytes are ready). One click a commit, or
 * many.
 */
final class TwoRows implements Contender {

    private final String name;
    private final Databases databases;
    private final ChargedClicks clicks;
    private final int connections;
    private final int clicksEachCommit;

    TwoRows(
            String name,
            Databases databases,
            ChargedClicks clicks,
            int connections,
            int clicksEachCommit) {
        this.name = name;
        this.databases = databases;
        this.clicks = clicks;
        this.connections = connections;
        this.clicksEachCommit = clicksEachCommit;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Run run(Duration duration) throws Exception {
        try (Database database = databases.eventStore()) {
            var next = new AtomicInteger();
            List<TwoRowInserts> writers = new ArrayList<>();
            try {
                for (int i = 0; i < connections; i++) {
                    writers.add(new TwoRowInserts(database.connect()));
                }
                Run run =
                        Callers.platform(connections)
                                .run(
                                        duration,
                                        caller -> {
                                            int first = next.getAndAdd(clicksEachCommit);
                                            writers.get(caller)
                                                    .commit(clicks, first, clicksEachCommit);
                                            return clicksEachCommit;
                                        });
                Stored.check(name, database, next.get());
                return run;
            } finally {
                for (TwoRowInserts writer : writers) {
                    writer.close();
                }
            }
        }
    }
}
