/**
 * How a decision is made: one transaction of the event store for all that a request leads to, tried
 * again with fresh eyes when somebody else was faster.
 */
package dev.clickledger.command.ledger;
