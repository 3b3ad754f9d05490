package dev.clickledger.bench.replay;

import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.store.Database;
import java.sql.Connection;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** The fastest that PostgreSQL hands a table to a client, which throws it away. */
final class Copy implements Contender {

    private static final String COPY = "COPY events.event TO STDOUT (FORMAT binary)";

    /** The end of a binary copy is a row of its own. */
    private static final int TRAILER = 1;

    private final Database database;
    private final int events;

    Copy(Database database, int events) {
        this.database = database;
        this.events = events;
    }

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public Run run(Duration ignored) throws Exception {
        try (Connection connection = database.connect()) {
            long start = System.nanoTime();
            CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY);
            long rows = -TRAILER;
            while (copy.readFromCopy() != null) {
                rows++;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (rows != events) {
                throw new VoidResultException("copied " + rows + " of " + events + " events");
            }
            return Run.of(events / seconds);
        }
    }
}
