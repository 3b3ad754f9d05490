/** How contracts are written: part of the contract. */
package dev.clickledger.contracts.json;
