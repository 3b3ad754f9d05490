package dev.clickledger.local.audit;

import org.jspecify.annotations.Nullable;

/** What was asked could not be found out: the books, or the proof, may be right or wrong. */
public final class AuditUndecided extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AuditUndecided(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
