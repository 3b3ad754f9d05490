package dev.clickledger.command.messages;

import org.jspecify.annotations.Nullable;

/** A message that no later try will make sense of. */
public final class UnusableMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableMessageException(String reason) {
        this(reason, null);
    }

    public UnusableMessageException(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
