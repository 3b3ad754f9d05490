package dev.clickledger.checks.simulation;

/** What the core relies on. Tests take one away, to see that a run then finds a violation. */
enum Guard {
    /** The register's primary key: a click is decided once. */
    CLICK_REGISTER_KEY,
    /** The refund register's primary key: a click is given back once. */
    REFUND_REGISTER_KEY,
    /** Unique (aggregate, sequence): nobody goes on from what somebody else has gone on from. */
    SEQUENCE_KEY,
    /** Readers wait for the oldest open transaction; without it they go by position alone. */
    HORIZON,
    /** What a rollback has spoilt leaves the memory. */
    EVICTION,
    /** A view and its position are written together; without it, the position comes first. */
    POSITION_WITH_VIEW
}
