package dev.clickledger.query.audit;

/** Hears how far an audit has come. */
@FunctionalInterface
public interface AuditProgress {

    AuditProgress UNHEARD = (step, done, total) -> {};

    /**
     * @param step what is being done, e.g. {@code replaying events}
     * @param done how many events or rows are behind
     * @param total of how many; 0 when that is not known
     */
    void at(String step, long done, long total);
}
