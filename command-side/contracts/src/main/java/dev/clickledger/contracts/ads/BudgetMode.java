package dev.clickledger.contracts.ads;

/** What a daily budget means for the limit that no charge goes beyond. */
public enum BudgetMode {
    /** The most of one business day. */
    STRICT,
    /**
     * What a business day costs on average: a busy day may take twice as much, a calendar month no
     * more than {@value Budget#DAYS_OF_A_MONTH_TENTHS} tenths of it.
     */
    AVERAGED
}
