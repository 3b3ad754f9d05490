package dev.clickledger.checks.simulation;

import java.sql.SQLException;

/** What PostgreSQL says when it does not do what it was asked. Without a stack trace: cheap. */
final class StoreFailure extends SQLException {

    private static final long serialVersionUID = 1L;

    private StoreFailure(String message, String state) {
        super(message, state);
    }

    static StoreFailure uniqueViolation(String key) {
        return new StoreFailure("duplicate key " + key, "23505");
    }

    static StoreFailure deadlock() {
        return new StoreFailure("deadlock detected", "40P01");
    }

    static StoreFailure notSerializable() {
        return new StoreFailure("could not serialize access", "40001");
    }

    static StoreFailure connectionLost() {
        return new StoreFailure("the connection broke", "08006");
    }

    static StoreFailure transactionTimeout() {
        return new StoreFailure("terminating connection due to transaction timeout", "25P04");
    }

    static StoreFailure alreadyFailed() {
        return new StoreFailure("current transaction is aborted", "25P02");
    }

    static boolean isUniqueViolation(StoreFailure failure) {
        return "23505".equals(failure.getSQLState());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
