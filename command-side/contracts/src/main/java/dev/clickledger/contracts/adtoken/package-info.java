/** The signed token that carries an auction's outcome from the lookup to the click. */
package dev.clickledger.contracts.adtoken;
