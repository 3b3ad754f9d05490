/**
 * Orders owed to clicks: the last valid click of the same device, on the product or else on another
 * one of its advertiser. The CEP pattern in {@code specification} says what that means, {@link
 * dev.clickledger.stream.matching.AttributeOrders} runs; a seeded test holds them equal.
 */
package dev.clickledger.stream.matching;
