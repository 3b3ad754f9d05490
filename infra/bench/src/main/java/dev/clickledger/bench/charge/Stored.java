package dev.clickledger.bench.charge;

import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.store.Database;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.eventstore.EventCodec;
import java.sql.SQLException;

/** Looks into the tables after a run. */
final class Stored {

    private static final String CHARGES =
            "SELECT count(*) FROM events.event WHERE type = "
                    + new EventCodec().typeNumber(ClickCharged.class);
    private static final String REGISTERED = "SELECT count(*) FROM events.click_register";

    private Stored() {}

    /**
     * @throws VoidResultException unless there is one event for each acknowledged click, and one
     *     register row
     */
    static void check(String contender, Database database, long acknowledged) throws SQLException {
        check(contender, database, CHARGES, acknowledged);
        check(contender, database, REGISTERED, acknowledged);
    }

    static void checkEvents(String contender, Database database, long acknowledged)
            throws SQLException {
        check(contender, database, CHARGES, acknowledged);
    }

    static void check(String contender, Database database, String count, long acknowledged)
            throws SQLException {
        long stored = database.number(count);
        if (stored != acknowledged) {
            throw new VoidResultException(
                    "%s acknowledged %,d clicks, but %s gives %,d"
                            .formatted(contender, acknowledged, count, stored));
        }
    }
}
