/**
 * Stream work on a MiniCluster with two slots: our operators beside peers that get the same
 * records, generated in memory, and whose output is checked.
 */
package dev.clickledger.bench.stream;
