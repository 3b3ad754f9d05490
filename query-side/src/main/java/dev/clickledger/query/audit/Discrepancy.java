package dev.clickledger.query.audit;

/**
 * One thing that is not as replay says.
 *
 * @param what is wrong, in a few words
 * @param where an event's position, a table's row or a Redis key
 * @param expected what replay gives
 * @param found what is there
 */
public record Discrepancy(String what, String where, String expected, String found) {}
