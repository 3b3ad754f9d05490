/**
 * The windows of performance that the stream job tells, in Redis and in a table. Like impressions
 * they come from a topic, not from the event store.
 */
package dev.clickledger.projections.performance;
