package dev.clickledger.query.pacing;

/**
 * The share of served ads that are clicked, as learned; the more was served, the less a first guess
 * counts, and what is long past counts ever less. By numbers of ads, not by time, so that it holds
 * through a night without traffic. Not for several threads at once.
 */
final class ClickShare {

    /** Of ads about which nothing is known. */
    static final double ASSUMED = 0.05;

    private static final double GUESS_WEIGHT = 20;

    private final double memory;
    private double served;
    private double clicked;

    /**
     * @param memory ads, after which older ones count half
     */
    ClickShare(double memory) {
        this.memory = memory;
    }

    void served() {
        served++;
        if (served > memory) {
            served /= 2;
            clicked /= 2;
        }
    }

    void clicked(double clicks) {
        clicked += clicks;
    }

    double learned(double guess) {
        return Math.min(1, (clicked + guess * GUESS_WEIGHT) / (served + GUESS_WEIGHT));
    }
}
