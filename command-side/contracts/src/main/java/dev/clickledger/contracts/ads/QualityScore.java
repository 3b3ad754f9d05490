package dev.clickledger.contracts.ads;

/** A factor on a campaign's bids, in millionths. */
public final class QualityScore {

    /** What a campaign has of which nothing is known. */
    public static final long ONE = 1_000_000;

    /** However a policy is written, nobody's bid counts for less than a tenth of it. */
    public static final long LEAST = ONE / 10;

    /** Nor for more than ten times. */
    public static final long MOST = 10 * ONE;

    private QualityScore() {}
}
