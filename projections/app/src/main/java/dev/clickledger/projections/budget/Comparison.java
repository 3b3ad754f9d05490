package dev.clickledger.projections.budget;

import dev.clickledger.contracts.events.BudgetDeviation;
import dev.clickledger.projections.budget.BudgetReader.Counted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Like with like: what the stream has counted of charges with the ledger's charges before the same
 * time; what Redis has of charges less refunds with the ledger's where Redis is.
 */
final class Comparison {

    private static final int PERCENT = 100;

    private final int deviationPercent;

    /**
     * @param deviationPercent of the ledger's amount, from which on something is off
     */
    Comparison(int deviationPercent) {
        this.deviationPercent = deviationPercent;
    }

    /** The stream's before the counter's, always: so a repeat tells them in the same order. */
    List<Deviation> of(Counted counted, LedgerDay ledger, String counter) {
        List<Deviation> found = new ArrayList<>(2);
        BudgetDeviation stream = ofStream(counted.record().chargedAmount(), ledger.charged());
        if (stream != null) {
            found.add(new Deviation(counted, stream, ledger, counter));
        }
        BudgetDeviation live = ofCounter(counter, ledger);
        if (live != null) {
            found.add(new Deviation(counted, live, ledger, counter));
        }
        return found;
    }

    private @Nullable BudgetDeviation ofStream(long stream, long charged) {
        if (!isOff(stream, charged)) {
            return null;
        }
        return stream < charged ? BudgetDeviation.STREAM_TOO_LOW : BudgetDeviation.STREAM_TOO_HIGH;
    }

    private @Nullable BudgetDeviation ofCounter(String counter, LedgerDay ledger) {
        if (counter.isEmpty()) {
            return isOff(0, ledger.spent()) ? BudgetDeviation.COUNTER_MISSING : null;
        }
        Long amount = Deviation.amount(counter);
        if (amount == null) {
            return BudgetDeviation.COUNTER_UNREADABLE;
        }
        if (!isOff(amount, ledger.spent()) || ledger.ahead().contains(amount)) {
            return null;
        }
        return amount < ledger.spent()
                ? BudgetDeviation.COUNTER_TOO_LOW
                : BudgetDeviation.COUNTER_TOO_HIGH;
    }

    private boolean isOff(long amount, long ledger) {
        long difference = Math.absExact(Math.subtractExact(amount, ledger));
        return difference > 0
                && Math.multiplyExact(difference, PERCENT)
                        >= Math.multiplyExact(ledger, deviationPercent);
    }
}
