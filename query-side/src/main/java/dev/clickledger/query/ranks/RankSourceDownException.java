package dev.clickledger.query.ranks;

import org.jspecify.annotations.Nullable;

/** Nothing that may be served could be read in time. */
public class RankSourceDownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RankSourceDownException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
