/**
 * Holds what the stream job and Redis have counted of campaigns' days against the ledger, sets
 * counters right, and tells what was off.
 */
package dev.clickledger.projections.budget;
