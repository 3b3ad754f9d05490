package dev.clickledger.http;

import org.jspecify.annotations.Nullable;

/**
 * Who sent a request. A controller that acts takes one as an argument.
 *
 * @param tenant the account it acts for; all of them without one
 */
public record Caller(Role role, @Nullable String tenant) {

    /** What a caller may do. */
    public enum Role {
        ADMIN
    }

    static final Caller EVERYBODY = new Caller(Role.ADMIN, null);
}
