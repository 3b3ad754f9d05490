/**
 * Seals: Merkle trees over batches of committed events, chained and signed, so that nobody can
 * change, remove or insert an event unseen; and proofs that one event is among them, which verify
 * without the store. What is hashed and how, byte by byte: {@code docs/reference/seals.md}.
 */
package dev.clickledger.eventstore.sealing;
