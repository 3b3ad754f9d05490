package dev.clickledger.eventstore.sealing;

/** Takes what a verification of seals finds. */
public interface SealFindings {

    /**
     * @param what is wrong, in a few words
     * @param where an event's position or a seal
     * @param expected what the seals say
     * @param found what is there
     */
    void wrong(String what, String where, String expected, String found);

    /** Some more of the same that can't be named one by one. */
    void moreWrong(long count);

    /** Called now and then with how many events were read. */
    void progress(long events);
}
