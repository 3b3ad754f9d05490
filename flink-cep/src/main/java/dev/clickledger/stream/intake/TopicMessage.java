package dev.clickledger.stream.intake;

/** A record of a publisher, or its heartbeat. */
public interface TopicMessage {

    /** Its place in the stream; of a heartbeat, the time through which all is published. */
    long timeMillis();

    boolean isHeartbeat();
}
