/**
 * Whether the books balance: what the answers said, what the event store holds and what the rules
 * demand must be one and the same.
 */
package dev.clickledger.local.demo.books;
