/** Purchases owed to clicks: the latest click of the same device on the product in 24 hours. */
package dev.clickledger.stream.matching;
