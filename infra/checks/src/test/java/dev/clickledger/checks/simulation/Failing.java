package dev.clickledger.checks.simulation;

import dev.clickledger.command.ledger.Failures;
import dev.clickledger.domain.RuleViolation;
import dev.clickledger.http.ProblemException;
import org.axonframework.modelling.command.AggregateNotFoundException;

/** Which failures a caller may meet. */
final class Failing {

    private Failing() {}

    static void check(Throwable failure) {
        if (failure instanceof Violation found) {
            throw found;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NodeCrashed
                    || cause instanceof Mishap
                    || cause instanceof ProblemException
                    || cause instanceof RuleViolation
                    || cause instanceof AggregateNotFoundException) {
                return;
            }
        }
        if (!Failures.isPassing(failure)) {
            throw new Violation(Invariant.FAILURES_ARE_EXPECTED, String.valueOf(failure), failure);
        }
    }
}
