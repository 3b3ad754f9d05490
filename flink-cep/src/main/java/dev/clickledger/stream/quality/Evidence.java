package dev.clickledger.stream.quality;

/**
 * What a campaign's ads did in a place in an interval, or what is added to it late.
 *
 * @param interval in which it happened
 * @param now the interval with whose end it is taken into account: the same, unless it is late
 * @param expectedCtr of the place, as of then, in millionths
 */
public record Evidence(
        String campaignId, Place place, long interval, long now, Counts counts, long expectedCtr) {}
