package dev.clickledger.stream.quality;

/**
 * Names what waits for the end of an interval.
 *
 * @param now the interval whose end it waits for
 * @param campaignId whose it is
 * @param interval in which it happened
 */
public record WaitingKey(long now, String campaignId, long interval) {}
