/**
 * The event families: one sealed interface each. Each event has a golden JSON file in the tests of
 * this module.
 */
package dev.clickledger.contracts.events;
