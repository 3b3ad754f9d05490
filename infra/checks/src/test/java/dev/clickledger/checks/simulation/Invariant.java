package dev.clickledger.checks.simulation;

/** What must hold, whatever goes wrong in between. */
enum Invariant {
    /** What was answered is stored, and says the same. */
    ANSWERS_ARE_STORED,
    /** Whoever asks about a click gets the same outcome; another shopper gets none. */
    ONE_ANSWER_PER_CLICK,
    /** A click has one event, whichever way it was decided. */
    ONE_DECISION_PER_CLICK,
    /** A payment is credited once. */
    ONE_CREDIT_PER_PAYMENT,
    /** A click is given back at most once, to whom it was charged, at its price. */
    REFUNDS_ARE_OF_CHARGES,
    /** Balances and spendings are what their events add up to, and never below zero. */
    BALANCES_ADD_UP,
    /** Charged is what had room in balance and budgets, declined what had not, and why. */
    DECISIONS_FOLLOW_THE_RULES,
    /** What a campaign or advertiser decided is in its balance with the same transaction. */
    LIMITS_FOLLOW_CAMPAIGNS,
    /** Registers say what events say, with the event's number. */
    REGISTERS_MATCH_EVENTS,
    /** An aggregate's events are numbered without gaps, in the order in which they are read. */
    AGGREGATES_IN_ORDER,
    /** Every reader sees every event, each aggregate in its order. */
    NOTHING_UNSEEN,
    /** A view that was kept up to date is what one from the first event would be. */
    VIEWS_CAN_BE_REBUILT,
    /** A balance from a snapshot is the balance from all events. */
    SNAPSHOTS_SAY_THE_SAME,
    /** Whatever fails says that it may be tried again, or is the caller's mistake. */
    FAILURES_ARE_EXPECTED,
    /** Once nothing fails any more, all that waits is decided. */
    ALL_IS_DECIDED_IN_THE_END
}
