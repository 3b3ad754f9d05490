package dev.clickledger.contracts.ads;

import dev.clickledger.contracts.money.Money;

/** The most that a campaign pays for a click on a placement. */
public record PlacementBid(Placement placement, Money bidPrice) {}
