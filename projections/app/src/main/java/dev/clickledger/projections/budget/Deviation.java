package dev.clickledger.projections.budget;

import dev.clickledger.contracts.events.BudgetDeviation;
import dev.clickledger.contracts.topics.BudgetDeviationRecord;
import dev.clickledger.projections.budget.BudgetReader.Counted;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not what the ledger says.
 *
 * @param counter as it was found in Redis, empty for one that is not there
 */
record Deviation(Counted counted, BudgetDeviation cause, LedgerDay ledger, String counter) {

    BudgetDeviationRecord toRecord() {
        boolean ofCounter = cause.isOfCounter();
        return new BudgetDeviationRecord(
                BudgetDeviationRecord.BUDGET_DEVIATION,
                counted.day().campaign().value(),
                counted.day().businessDay().toString(),
                cause.name(),
                counted.record().through(),
                ofCounter ? amount(counter) : null,
                ofCounter ? ledger.spent() : null,
                ledger.spent(),
                counted.record().chargedAmount(),
                ledger.charged());
    }

    /** Nothing for what is no amount. */
    static @Nullable Long amount(String counter) {
        try {
            return counter.isEmpty() ? null : Long.valueOf(counter);
        } catch (NumberFormatException noAmount) {
            return null;
        }
    }
}
