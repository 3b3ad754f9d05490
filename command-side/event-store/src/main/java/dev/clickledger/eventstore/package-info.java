/**
 * The event store on PostgreSQL: appending for Axon, gap-free reading for everybody else, and the
 * registers that make a click, a refund and a payment count once.
 */
package dev.clickledger.eventstore;
