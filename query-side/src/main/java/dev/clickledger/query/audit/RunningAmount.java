package dev.clickledger.query.audit;

/**
 * An amount that events move and also state afterwards. When one of them does not follow from the
 * one before, either its change or its statement was tampered with; the next event tells which, so
 * that one changed number is named once and not again at every later event.
 */
final class RunningAmount {

    private long stated;
    private long computed;

    /**
     * @return whether the statement follows
     */
    boolean follow(long change, long statedAfter) {
        long fromStated = Math.addExact(stated, change);
        boolean follows =
                statedAfter == fromStated || statedAfter == Math.addExact(computed, change);
        computed = follows ? statedAfter : fromStated;
        stated = statedAfter;
        return follows;
    }

    /** As last stated. */
    long value() {
        return stated;
    }

    /** What the last event should have stated. */
    long computed() {
        return computed;
    }
}
