/** Business days. */
package dev.clickledger.contracts.time;
