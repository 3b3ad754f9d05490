package dev.clickledger.command.ledger;

/** A checked exception on its way out of a decision: the database's, as a rule. */
public final class DecisionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DecisionFailedException(Throwable cause) {
        super(cause);
    }
}
