package dev.clickledger.contracts.events;

/** What is off between the ledger and those who count with it. The ledger is never the one. */
public enum BudgetDeviation {
    /** Charges that the stream job has not counted. */
    STREAM_TOO_LOW,
    /** The stream job has counted what was not charged. */
    STREAM_TOO_HIGH,
    /** Redis has no counter, but something was spent: it was evicted or deleted. */
    COUNTER_MISSING,
    /** Redis has something that is no amount. */
    COUNTER_UNREADABLE,
    COUNTER_TOO_LOW,
    COUNTER_TOO_HIGH;

    /** Whether it is about the counter in Redis, which can be set right. */
    public boolean isOfCounter() {
        return switch (this) {
            case STREAM_TOO_LOW, STREAM_TOO_HIGH -> false;
            case COUNTER_MISSING, COUNTER_UNREADABLE, COUNTER_TOO_LOW, COUNTER_TOO_HIGH -> true;
        };
    }
}
