/**
 * Campaigns, advertisers and products as they stand, and the rank entries that follow from them.
 */
package dev.clickledger.projections.catalogue;
