package dev.clickledger.bench.charge;

import com.zaxxer.hikari.HikariDataSource;
import dev.clickledger.bench.clicks.Market;
import dev.clickledger.bench.store.Database;
import dev.clickledger.command.charge.ChargeLimits;
import dev.clickledger.command.charge.ClickCharger;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.command.ledger.LedgerCore;
import dev.clickledger.domain.balance.BalanceCommand;
import dev.clickledger.eventstore.CommitSignal;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.RegisterPartitions;
import dev.clickledger.eventstore.Registers;
import dev.clickledger.http.RequestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * The command side's charging, wired as the application does, without Spring's context and HTTP.
 */
public final class ChargeCore implements AutoCloseable {

    /** As many connections as the application has. */
    private static final int CONNECTIONS = 16;

    private static final int OPENED_AT_ONCE = 10;

    private final HikariDataSource pool;
    private final CommitSignal signal;
    private final LedgerCore core;
    private final ClickCharger charger;

    private ChargeCore(Database database, boolean withRegister) {
        pool = database.pool(CONNECTIONS);
        signal = new CommitSignal(pool);
        var transactions = new DataSourceTransactionManager(pool);
        var codec = new EventCodec();
        var clock = new RequestClock(Clock.systemUTC(), false);
        core =
                LedgerCore.onPostgres(
                        pool,
                        transactions,
                        withRegister ? registers() : withoutClicks(registers()),
                        codec,
                        signal,
                        clock,
                        List.of());
        charger =
                ClickCharger.on(
                        core.ledger(),
                        new RegisterPartitions(pool),
                        ChargeLimits.usual(),
                        new SimpleMeterRegistry());
    }

    public static ChargeCore start(Database database) {
        return new ChargeCore(database, true);
    }

    /** Nothing remembers which clicks were charged: only to see what remembering costs. */
    static ChargeCore withoutRegister(Database database) {
        return new ChargeCore(database, false);
    }

    private Registers registers() {
        return Registers.onPostgres(() -> DataSourceUtils.getConnection(pool));
    }

    private static Registers withoutClicks(Registers all) {
        return new Registers(new NoRegister(), all.refunds(), all.topUps());
    }

    public ClickCharger charger() {
        return charger;
    }

    /** Gives every advertiser of the market its money. */
    public void open(Market market) {
        for (int from = 0; from < market.advertisers(); from += OPENED_AT_ONCE) {
            int first = from;
            int end = Math.min(from + OPENED_AT_ONCE, market.advertisers());
            core.ledger().decide(books -> open(books, market, first, end));
        }
    }

    private static boolean open(Ledger.Books books, Market market, int first, int end) {
        for (int i = first; i < end; i++) {
            for (BalanceCommand command : market.opening(i)) {
                books.dispatch(command);
            }
        }
        return true;
    }

    @Override
    public void close() {
        charger.close();
        core.close();
        signal.close();
        pool.close();
    }
}
