/**
 * Views of ads counted per campaign and window of ten seconds, from Kafka to Kafka, as the Yahoo
 * streaming benchmark has it: the same count by Flink and by Kafka Streams on one broker.
 */
package dev.clickledger.bench.stream.counts;
