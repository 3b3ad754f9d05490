/** Rank lists: which ads compete for a place, in the same shape in Redis and in the read table. */
package dev.clickledger.readmodel.rank;
