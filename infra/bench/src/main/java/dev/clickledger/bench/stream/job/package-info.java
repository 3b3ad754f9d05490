/**
 * The whole job on an embedded Kafka: from topics to topics, exactly-once, with checkpoints; and
 * how soon a finished window is visible.
 */
package dev.clickledger.bench.stream.job;
