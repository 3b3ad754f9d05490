package dev.clickledger.query.lookup;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Random numbers for ids and throttle seeds, for all threads at once: SplitMix64 over a counter,
 * started at a place that nobody knows. A lookup needs a dozen of them; the secure generator takes
 * a lock for each and would be a good part of its time. Ids need not be secret, only different:
 * what counts is in the token, and that is signed.
 */
final class IdNumbers implements RandomGenerator {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final AtomicLong state;

    IdNumbers(long seed) {
        state = new AtomicLong(seed);
    }

    @Override
    public long nextLong() {
        long z = state.addAndGet(GOLDEN_GAMMA);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
