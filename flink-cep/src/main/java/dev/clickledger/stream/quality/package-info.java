/**
 * How much campaigns' bids count for: whether their ads are clicked more or less often than others
 * in the same placement and category.
 */
package dev.clickledger.stream.quality;
