/** Opening the stores of a data directory, or of servers elsewhere, for commands that read them. */
package dev.clickledger.local.stores;
