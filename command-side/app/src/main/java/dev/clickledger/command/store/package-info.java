/** The connections to the store, and how they come back after it was away. */
package dev.clickledger.command.store;
