package dev.clickledger.eventstore;

import org.jspecify.annotations.Nullable;

/**
 * What a keyed write was answered.
 *
 * @param request fingerprint of the request, 32 bytes
 * @param status of HTTP
 * @param body as it was sent, {@code null} for none
 */
@SuppressWarnings("ArrayRecordComponent") // Written once and handed through, never compared.
public record KeptAnswer(byte[] request, int status, byte @Nullable [] body) {}
