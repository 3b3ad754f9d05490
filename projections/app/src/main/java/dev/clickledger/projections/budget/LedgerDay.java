package dev.clickledger.projections.budget;

import java.util.Set;

/**
 * What the ledger says of a campaign's day.
 *
 * @param spent charged − refunded, where Redis is
 * @param charged before the time that the stream's record is about
 * @param ahead what Redis may have too, of events that it is about to take
 */
record LedgerDay(long spent, long charged, Set<Long> ahead) {}
