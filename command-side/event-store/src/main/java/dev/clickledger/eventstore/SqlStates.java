package dev.clickledger.eventstore;

/** What PostgreSQL's error codes mean to the registers. */
final class SqlStates {

    static final String UNIQUE_VIOLATION = "23505";

    private SqlStates() {}
}
