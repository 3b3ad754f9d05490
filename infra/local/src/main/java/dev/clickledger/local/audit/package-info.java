/**
 * {@code ./clickledger audit}: the books of a data directory, or of servers elsewhere, verified
 * from the terminal.
 */
package dev.clickledger.local.audit;
