package dev.clickledger.query.lookup;

/** Why a page gets no ad: how far the best candidates came. */
enum NoFillReason {
    /** Nobody bids for this place. */
    NO_CANDIDATES,
    /** Some bid, but outside their period, for other shoppers, or with excluded products. */
    NOT_ELIGIBLE,
    /**
     * Some fit, but no balance or budget covers their bid any more, or clicks that are under way
     * are about to take what is left.
     */
    OUT_OF_BUDGET,
    /** Some could pay, but spread their budget over the day and sit this one out. */
    PACED,
    /** Some could pay, but bid less than the reserve. */
    BELOW_RESERVE
}
