package dev.clickledger.http;

import org.jspecify.annotations.Nullable;

/** How an application tells which of its own exceptions are expected refusals. A bean. */
@FunctionalInterface
public interface ProblemTranslator {

    /**
     * @return {@code null} when it is not an expected one: it is answered as an internal error then
     */
    @Nullable ProblemException translate(Exception exception);
}
