/** Amounts. */
package dev.clickledger.contracts.money;
