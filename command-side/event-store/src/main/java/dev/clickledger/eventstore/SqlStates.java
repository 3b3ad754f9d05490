package dev.clickledger.eventstore;

import java.sql.SQLException;

/** What PostgreSQL's error codes mean to the registers. */
final class SqlStates {

    static final String UNIQUE_VIOLATION = "23505";

    private SqlStates() {}

    /** Gives the failure back, or throws what it means when a key was there already. */
    static SQLException alreadyThere(SQLException failed, String what) {
        if (UNIQUE_VIOLATION.equals(failed.getSQLState())) {
            throw new AlreadyRegisteredException(what, failed);
        }
        return failed;
    }
}
