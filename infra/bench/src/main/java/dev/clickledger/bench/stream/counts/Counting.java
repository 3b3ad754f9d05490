package dev.clickledger.bench.stream.counts;

/** A count that is under way. Closing it leaves nothing running. */
interface Counting extends AutoCloseable {

    /**
     * @throws IllegalStateException when it goes on no more
     */
    void check();
}
