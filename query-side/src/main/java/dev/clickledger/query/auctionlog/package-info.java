/**
 * The log of all auctions, written to Kafka beside the lookups. It may lose records, and never
 * holds a lookup up.
 */
package dev.clickledger.query.auctionlog;
