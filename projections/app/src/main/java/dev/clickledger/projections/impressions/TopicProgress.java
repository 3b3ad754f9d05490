package dev.clickledger.projections.impressions;

import java.time.Instant;

/**
 * How far a partition goes with a batch.
 *
 * @param from the next offset so far, as it is stored
 * @param to the next offset after the batch
 * @param through the broker's time of the batch's last record
 */
record TopicProgress(int partition, long from, long to, Instant through) {}
