package dev.clickledger.query.ranks;

/**
 * What an advertiser has, and what one of its campaigns has spent (charged − refunded), in won.
 *
 * @param onDay on the business day that was asked for
 * @param inMonth on the business days of its month; only read for budgets with a limit of a month,
 *     otherwise 0
 */
public record Spending(long balance, long onDay, long inMonth, long inTotal) {

    /** Of somebody who has nothing. */
    static final Spending NOTHING = new Spending(0, 0, 0, 0);
}
