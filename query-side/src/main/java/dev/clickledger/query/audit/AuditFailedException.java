package dev.clickledger.query.audit;

/** The audit could not be carried out: it says nothing about the books. */
public final class AuditFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditFailedException(String message) {
        super(message);
    }

    AuditFailedException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
