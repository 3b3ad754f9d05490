package dev.clickledger.query.dice;

/**
 * A number drawn from a seed and a text: the same on every node, today and when a past auction is
 * run again. It is FNV-1a (64 bits) over the text's UTF-16 units, started from the seed, and mixed
 * once more, since FNV leaves the upper bits of short texts alike. For shares, not for secrets.
 */
public final class StableDice {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private StableDice() {}

    /**
     * Throws once.
     *
     * @param bound positive
     * @return from 0 to {@code bound − 1}, each alike often
     */
    public static int below(int bound, long seed, String text) {
        return (int) Math.unsignedMultiplyHigh(mixed(hash(seed, text)), bound);
    }

    /** A seed of its own for each text, to be used with {@link #below}. */
    public static long seedOf(String text) {
        return mixed(hash(0, text));
    }

    private static long hash(long seed, String text) {
        long hash = FNV_OFFSET ^ seed;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return hash;
    }

    /** The finisher of SplitMix64. */
    private static long mixed(long hash) {
        long z = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
