/** One record per id; each checks itself. */
package dev.clickledger.contracts.ids;
