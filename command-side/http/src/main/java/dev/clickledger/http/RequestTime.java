package dev.clickledger.http;

import java.time.Instant;

/**
 * "Now" of a request, to the millisecond. A controller takes one as an argument.
 *
 * @param sandbox whether the caller named it; if so it stays what it is however long the request
 *     waits
 */
public record RequestTime(Instant now, boolean sandbox) {}
