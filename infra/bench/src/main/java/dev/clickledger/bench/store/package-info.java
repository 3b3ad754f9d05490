/**
 * The databases that contenders work on: one durable PostgreSQL for all of a run, a new database of
 * the same template for each turn of a contender.
 */
package dev.clickledger.bench.store;
