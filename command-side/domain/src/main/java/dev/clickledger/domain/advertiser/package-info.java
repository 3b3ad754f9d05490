/** A seller's way in: registered, reviewed, approved or rejected, suspended and reinstated. */
package dev.clickledger.domain.advertiser;
