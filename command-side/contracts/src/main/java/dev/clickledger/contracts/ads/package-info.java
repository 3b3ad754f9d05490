/** The vocabulary of sponsored products: what is advertised, where, to whom, for how much. */
package dev.clickledger.contracts.ads;
