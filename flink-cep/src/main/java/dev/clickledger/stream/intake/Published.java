package dev.clickledger.stream.intake;

import org.jspecify.annotations.Nullable;

/** What a publisher of the event store wrote and may write again after a crash. */
public interface Published {

    /** Its place in the stream, as epoch milliseconds. */
    long timeMillis();

    /**
     * The publisher's running number: rises from record to record, the same after a repeat. Absent
     * when the writer is no such publisher.
     */
    @Nullable Long publication();
}
