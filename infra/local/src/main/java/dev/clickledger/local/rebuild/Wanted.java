package dev.clickledger.local.rebuild;

/** A rebuild that was asked for. */
interface Wanted extends AutoCloseable {

    /** Changes nothing when somebody asked before. */
    void ask();

    /** Until the new view has taken the old one's place. */
    boolean isOpen();

    /** Offset of the newest event in the new view. */
    long builtUpTo();

    @Override
    void close();
}
