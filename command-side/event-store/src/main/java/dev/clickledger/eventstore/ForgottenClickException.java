package dev.clickledger.eventstore;

import java.time.Instant;
import java.time.LocalDate;

/** The click is older than the registers reach back: whether it was charged is not known. */
public final class ForgottenClickException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForgottenClickException(Instant mintedAt, LocalDate oldest) {
        super("a click minted at " + mintedAt + ", but only those since " + oldest + " are known");
    }
}
