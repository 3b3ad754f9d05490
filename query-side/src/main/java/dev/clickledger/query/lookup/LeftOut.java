package dev.clickledger.query.lookup;

/** Why an entry of a rank list does not compete for a page, in the order of the checks. */
enum LeftOut {
    /** Outside its period, for other shoppers, excluded, or not found by the search. */
    NOT_ELIGIBLE,
    /** A balance or budget does not cover its bid any more. */
    OUT_OF_BUDGET,
    /** What is left is about to be taken by clicks that are under way. */
    UNDERWAY,
    /** The dice of its even pacing kept it out this time. */
    PACED,
    /** It bids less than the reserve. */
    BELOW_RESERVE
}
