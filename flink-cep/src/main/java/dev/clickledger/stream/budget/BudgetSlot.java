package dev.clickledger.stream.budget;

/**
 * Charges of a business day that are told at the same time.
 *
 * @param dayMillis when the day begins
 * @param tellMillis when they are told: the record then is about everything before this time
 */
public record BudgetSlot(long dayMillis, long tellMillis) {}
