package dev.clickledger.contracts.ads;

import dev.clickledger.contracts.money.Money;

/**
 * What bids and prices keep to.
 *
 * @param reserve the least a click costs; who bids less does not compete
 * @param increment bids and prices are multiples of it
 * @param largestBid the most that may be bid for a click
 * @param policyVersion goes into every served ad, so that a past price names the rules it was made
 *     by: any change of these values or of the auction is a new version
 */
public record AuctionRules(Money reserve, Money increment, Money largestBid, int policyVersion) {

    public static final AuctionRules WON_DEFAULTS =
            new AuctionRules(Money.won(70), Money.won(10), Money.won(100_000), 1);

    public AuctionRules {
        if (!reserve.isPositive() || !increment.isPositive() || reserve.isMoreThan(largestBid)) {
            throw new IllegalArgumentException(
                    "reserve and increment must be positive and the reserve within the largest bid");
        }
    }
}
