package dev.clickledger.stream.budget;

/** So much was charged for so many clicks. */
public record Charged(long won, long clicks) {

    static final Charged NOTHING = new Charged(0, 0);

    Charged plus(Charged more) {
        return new Charged(Math.addExact(won, more.won), Math.addExact(clicks, more.clicks));
    }
}
