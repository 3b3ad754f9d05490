package dev.clickledger.projections.subscription;

/** What a subscription is doing in this instance. */
enum SubscriptionState {
    STARTING,
    /** Another instance is active. */
    STAND_BY,
    ACTIVE,
    /** The last attempt failed; another one follows. */
    FAILING,
    STOPPED
}
