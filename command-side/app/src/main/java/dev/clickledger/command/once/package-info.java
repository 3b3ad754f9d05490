/**
 * A write with an {@code Idempotency-Key} happens once: its answer is stored in the transaction of
 * the write, and who sends it again gets that answer. Controllers that write take a {@link
 * dev.clickledger.command.once.OncePerKey} as an argument. Clicks, events and orders do without:
 * they have ids of their own.
 */
package dev.clickledger.command.once;
