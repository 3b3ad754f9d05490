package dev.clickledger.checks.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All that is left to chance, from one seed. */
final class Dice {

    private static final int MILLION = 1_000_000;

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    SplittableRandom random() {
        return random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** So many times of a million. */
    boolean inAMillion(int times) {
        return random.nextInt(MILLION) < times;
    }

    <T> T of(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
