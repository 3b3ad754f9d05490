package dev.clickledger.command.ledger;

/**
 * A kind of aggregate that the ledger decides by.
 *
 * @param mostWarm how many are kept in memory
 */
public record AggregateType(Class<?> type, int mostWarm) {}
