/**
 * Everything on one machine in one JVM: PostgreSQL and Redis as child processes, Kafka, the Flink
 * job and the three applications inside. {@link dev.clickledger.local.up.LocalSystem} is the whole
 * as an object, for {@code up}, for {@code demo} and for tests.
 */
package dev.clickledger.local.up;
