/**
 * Axon 4.13 as it comes, on PostgreSQL by JDBC: the peer that a team would have without an engine
 * of its own. Its settings are the good ones (JDBC, cached aggregates, no watcher threads,
 * Jackson), its parts are Axon's.
 */
package dev.clickledger.bench.axon;
