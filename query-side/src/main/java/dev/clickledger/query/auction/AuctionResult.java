package dev.clickledger.query.auction;

import java.util.List;

/**
 * @param winners best first
 * @param considered entries looked at until winners and prices stood firm; all of them when a slot
 *     stayed empty
 * @param belowReserve how many of these were admitted, but bid less than the reserve
 */
public record AuctionResult(List<Winner> winners, int considered, int belowReserve) {}
