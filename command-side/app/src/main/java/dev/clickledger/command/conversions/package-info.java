/**
 * Purchases that the stream job matched to clicks, restated or retracted become events of orders.
 */
package dev.clickledger.command.conversions;
