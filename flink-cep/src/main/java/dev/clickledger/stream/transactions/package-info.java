/** Transactions that a killed job has left open. */
package dev.clickledger.stream.transactions;
