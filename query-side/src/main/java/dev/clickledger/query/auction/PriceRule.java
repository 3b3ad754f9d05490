package dev.clickledger.query.auction;

import dev.clickledger.contracts.money.Money;
import dev.clickledger.readmodel.rank.RankEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a click costs in one auction.
 *
 * @param reserve the least a click costs; who bids less does not compete
 * @param increment prices are multiples of it, but for a bid that is none
 */
public record PriceRule(Money reserve, Money increment, Pricing pricing) {

    public PriceRule {
        if (!reserve.isPositive() || !increment.isPositive()) {
            throw new IllegalArgumentException("reserve and increment must be positive");
        }
    }

    public static PriceRule secondPrice(Money reserve, Money increment) {
        return new PriceRule(reserve, increment, Pricing.SECOND_PRICE);
    }

    boolean admits(RankEntry entry) {
        return entry.bid().amount() >= reserve.amount();
    }

    /**
     * @param runnerUp the best rank below that belongs to another advertiser; none without one
     */
    Money price(RankEntry winner, @Nullable Long runnerUp) {
        if (pricing == Pricing.FIRST_PRICE) {
            return winner.bid();
        }
        if (runnerUp == null) {
            return reserve;
        }
        // Ranks of whole increments: the first one above the runner-up's is one more than fit in
        // it.
        long rankOfAnIncrement = Math.multiplyExact(increment.amount(), winner.quality());
        long beating =
                Math.multiplyExact(
                        Math.addExact(runnerUp / rankOfAnIncrement, 1), increment.amount());
        long price = Math.clamp(beating, reserve.amount(), winner.bid().amount());
        return new Money(price, reserve.currency());
    }
}
