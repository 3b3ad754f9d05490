package dev.clickledger.projections.budget;

import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.projections.budget.BudgetReader.Counted;
import dev.clickledger.projections.budget.Ledger.Asked;
import dev.clickledger.projections.budget.Ledger.Tables;
import dev.clickledger.projections.live.LiveCounters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares days and sets right what is wrong in Redis. Told first, then corrected: who fails in
 * between tells it again, and whoever records it knows it by what it is about. A counter that is
 * right is left alone, so a repeat does nothing.
 */
final class BudgetSync {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetSync.class);

    private final Ledger ledger;
    private final LiveCounters live;
    private final Comparison comparison;
    private final BudgetMeters meters;

    BudgetSync(Ledger ledger, LiveCounters live, Comparison comparison, BudgetMeters meters) {
        this.ledger = ledger;
        this.live = live;
        this.comparison = comparison;
        this.meters = meters;
    }

    /**
     * @param counted each day once
     * @param tells returns when a deviation is known for good
     * @return false when it could not be done now, for views are on their way: try again
     */
    boolean compare(List<Counted> counted, Consumer<List<Deviation>> tells) throws SQLException {
        Tables tables = ledger.tables(counted.stream().map(BudgetSync::asked).toList());
        Optional<LiveCounters.Read> found = live.read(counted.stream().map(Counted::day).toList());
        if (found.isEmpty()) {
            return false;
        }
        LiveCounters.Read counters = found.get();
        Optional<List<LedgerDay>> days = ledger.asOf(counters.at(), tables);
        if (days.isEmpty()) {
            return false;
        }
        List<Deviation> deviations = new ArrayList<>();
        var ofStream = new Accuracy();
        var ofCounters = new Accuracy();
        for (int i = 0; i < counted.size(); i++) {
            LedgerDay day = days.get().get(i);
            String counter = counters.texts().get(i);
            deviations.addAll(comparison.of(counted.get(i), day, counter));
            ofStream.add(counted.get(i).record().chargedAmount(), day.charged());
            Long amount = Deviation.amount(counter);
            if (amount == null || !day.ahead().contains(amount)) {
                ofCounters.add(amount == null ? 0 : amount, day.spent());
            }
        }
        tells.accept(deviations);
        if (!correct(deviations, counters)) {
            return false;
        }
        deviations.forEach(this::report);
        meters.compared(counted.size(), ofStream, ofCounters);
        return true;
    }

    private boolean correct(List<Deviation> deviations, LiveCounters.Read read) {
        boolean done = true;
        for (Deviation deviation : deviations) {
            if (deviation.cause().isOfCounter()) {
                boolean written =
                        live.correct(
                                read.at(),
                                deviation.counted().day(),
                                deviation.counter(),
                                Money.won(deviation.ledger().spent()));
                if (written) {
                    meters.corrected();
                }
                done &= written;
            }
        }
        return done;
    }

    private void report(Deviation deviation) {
        meters.deviates(deviation);
        LOG.warn("Not what the ledger says: {}", deviation.toRecord());
    }

    private static Asked asked(Counted counted) {
        return new Asked(
                counted.day(),
                BusinessDays.SEOUL.startOf(counted.day().businessDay()),
                counted.record().through());
    }
}
