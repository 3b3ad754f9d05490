package dev.clickledger.contracts.topics;

/** How the field's standard divides invalid traffic. */
public enum TrafficClass {
    /** General: told by routine rules and lists. */
    GIVT,
    /** Sophisticated: hidden among valid traffic, told by looking at many events together. */
    SIVT
}
