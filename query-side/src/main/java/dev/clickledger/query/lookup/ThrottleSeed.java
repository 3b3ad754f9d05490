package dev.clickledger.query.lookup;

import java.util.random.RandomGenerator;

/** Where the dice of one auction start. */
final class ThrottleSeed {

    private static final int BITS = 53;

    private ThrottleSeed() {}

    /** As many bits as every reader of JSON gets whole. */
    static long draw(RandomGenerator random) {
        return random.nextLong() >>> (Long.SIZE - BITS);
    }
}
