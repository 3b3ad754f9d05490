package dev.clickledger.contracts.ads;

/** How a campaign spends its day's budget. It only guides who competes, never who is charged. */
public enum Pacing {
    /** As soon as possible: it competes for every page until the budget is gone. */
    ASAP,
    /** Along the day's expected traffic. */
    EVEN
}
