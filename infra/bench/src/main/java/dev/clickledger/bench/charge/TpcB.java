package dev.clickledger.bench.charge;

import dev.clickledger.bench.Callers;
import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The built-in transaction of pgbench ("TPC-B, sort of"): three updates, a select, an insert; the
 * same tables and settings, over JDBC. Each run begins as pgbench's does, with vacuumed tables and
 * an empty history.
 */
final class TpcB implements Contender, AutoCloseable {

    private static final int SCALE = 10;
    private static final int TELLERS = 10 * SCALE;
    private static final int ACCOUNTS = 100_000 * SCALE;
    private static final int CONNECTIONS = 8;
    private static final int LARGEST_DELTA = 5_000;

    private static final String[] TABLES = {
        "CREATE TABLE pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))",
        "CREATE TABLE pgbench_tellers (tid int NOT NULL, bid int, tbalance int, filler char(84)) WITH (fillfactor = 100)",
        "CREATE TABLE pgbench_accounts (aid int NOT NULL, bid int, abalance int, filler char(84)) WITH (fillfactor = 100)",
        "CREATE TABLE pgbench_branches (bid int NOT NULL, bbalance int, filler char(88)) WITH (fillfactor = 100)",
        "INSERT INTO pgbench_branches SELECT i, 0 FROM generate_series(1, " + SCALE + ") i",
        "INSERT INTO pgbench_tellers SELECT i, (i - 1) / 10 + 1, 0 FROM generate_series(1, "
                + TELLERS
                + ") i",
        "INSERT INTO pgbench_accounts SELECT i, (i - 1) / 100000 + 1, 0, '' FROM generate_series(1, "
                + ACCOUNTS
                + ") i",
        "ALTER TABLE pgbench_branches ADD PRIMARY KEY (bid)",
        "ALTER TABLE pgbench_tellers ADD PRIMARY KEY (tid)",
        "ALTER TABLE pgbench_accounts ADD PRIMARY KEY (aid)",
        "VACUUM ANALYZE"
    };

    private final Database database;

    /** Makes its tables, once. */
    TpcB(Databases databases) throws SQLException {
        this.database = databases.empty();
        database.execute(TABLES);
    }

    @Override
    public String name() {
        return "tpc-b";
    }

    @Override
    public Run run(Duration duration) throws Exception {
        database.execute(
                "VACUUM pgbench_branches", "VACUUM pgbench_tellers", "TRUNCATE pgbench_history");
        var committed = new AtomicLong();
        List<Client> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(new Client(database.connect()));
            }
            Run run =
                    Callers.platform(CONNECTIONS)
                            .run(
                                    duration,
                                    caller -> {
                                        clients.get(caller).transact();
                                        committed.incrementAndGet();
                                        return 1;
                                    });
            long stored = database.number("SELECT count(*) FROM pgbench_history");
            if (stored != committed.get()) {
                throw new VoidResultException(
                        "tpc-b committed " + committed + " but its history has " + stored);
            }
            return run;
        } finally {
            for (Client client : clients) {
                client.connection.close();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    private static final class Client {

        final Connection connection;
        private final PreparedStatement account;
        private final PreparedStatement balance;
        private final PreparedStatement teller;
        private final PreparedStatement branch;
        private final PreparedStatement history;

        Client(Connection connection) throws SQLException {
            this.connection = connection;
            connection.unwrap(org.postgresql.PGConnection.class).setPrepareThreshold(1);
            connection.setAutoCommit(false);
            account =
                    connection.prepareStatement(
                            "UPDATE pgbench_accounts SET abalance = abalance + ? WHERE aid = ?");
            balance =
                    connection.prepareStatement(
                            "SELECT abalance FROM pgbench_accounts WHERE aid = ?");
            teller =
                    connection.prepareStatement(
                            "UPDATE pgbench_tellers SET tbalance = tbalance + ? WHERE tid = ?");
            branch =
                    connection.prepareStatement(
                            "UPDATE pgbench_branches SET bbalance = bbalance + ? WHERE bid = ?");
            history =
                    connection.prepareStatement(
                            "INSERT INTO pgbench_history (tid, bid, aid, delta, mtime)"
                                    + " VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP)");
        }

        void transact() throws SQLException {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            int aid = 1 + random.nextInt(ACCOUNTS);
            int tid = 1 + random.nextInt(TELLERS);
            int bid = 1 + random.nextInt(SCALE);
            int delta = random.nextInt(-LARGEST_DELTA, LARGEST_DELTA + 1);
            add(account, delta, aid);
            balance.setInt(1, aid);
            try (ResultSet row = balance.executeQuery()) {
                row.next();
                row.getInt(1);
            }
            add(teller, delta, tid);
            add(branch, delta, bid);
            history.setInt(1, tid);
            history.setInt(2, bid);
            history.setInt(3, aid);
            history.setInt(4, delta);
            history.executeUpdate();
            connection.commit();
        }

        private static void add(PreparedStatement update, int delta, int id) throws SQLException {
            update.setInt(1, delta);
            update.setInt(2, id);
            update.executeUpdate();
        }
    }
}
