/** Clicks that the stream job found to be duplicates are given back. */
package dev.clickledger.command.compensation;
