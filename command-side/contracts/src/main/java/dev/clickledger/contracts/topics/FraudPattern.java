package dev.clickledger.contracts.topics;

/** The patterns of invalid traffic, by the names that verdicts carry. */
public enum FraudPattern {
    DUPLICATE_CLICK("dup"),
    CLICK_FLOOD("flood"),
    ROBOTIC_INTERVALS("robotic"),
    MANY_CAMPAIGNS("campaigns"),
    SESSION_CLICKS("session"),
    FAST_CLICK("fast"),
    CLICK_WITHOUT_IMPRESSION("unseen"),
    HIGH_CTR("ctr");

    private final String idPrefix;

    FraudPattern(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /** The verdict's id: the same for the same finding, whenever and however often it is made. */
    public String compensationId(String of) {
        return idPrefix + "-" + of;
    }

    /** As {@code reason} has it. */
    public String reason() {
        return name() + "_DETECTED";
    }
}
