package dev.clickledger.command.ledger;

import dev.clickledger.eventstore.AlreadyRegisteredException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** What a failure means: somebody was faster, the database is away, or neither. */
public final class Failures {

    private static final Set<String> LOST_RACE =
            Set.of("40001" /* serialization failure */, "40P01" /* deadlock */);

    /** Classes of SQL states: connection, resources, operator, and system errors. */
    private static final Set<String> OUTAGE = Set.of("08", "53", "57", "58");

    private static final Set<String> TOO_SLOW =
            Set.of("25P04" /* transaction timeout */, "55P03" /* lock not available */);

    private Failures() {}

    /** Whether the same decision on fresh state may succeed at once. */
    public static boolean isLostRace(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConcurrencyException
                    || cause instanceof AlreadyRegisteredException
                    || (cause instanceof SQLException sql
                            && LOST_RACE.contains(String.valueOf(sql.getSQLState())))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the same decision may succeed later, once others have finished or the store is back.
     */
    public static boolean isPassing(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof LockAcquisitionFailedException) {
                return true;
            }
        }
        return isOutage(failure) || isLostRace(failure);
    }

    /** Whether the store is away, or as good as away. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotCreateTransactionException
                    // A session that ended in mid-commit cannot roll back either, and that is all
                    // that is told then.
                    || cause instanceof TransactionSystemException
                    || cause instanceof TransientDataAccessException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof SQLTransientException
                    || (cause instanceof SQLException sql && isOutage(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException sql) {
        String state = sql.getSQLState();
        return state != null
                && state.length() == 5
                && (OUTAGE.contains(state.substring(0, 2)) || TOO_SLOW.contains(state));
    }
}
