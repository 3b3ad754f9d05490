package dev.clickledger.eventstore;

import tools.jackson.databind.node.ObjectNode;

/** Lifts a stored event of an old revision to the next one. */
public interface Upcaster {

    /** The registered name it is for. */
    String type();

    /** The revision it lifts from; it gives that + 1. */
    int fromRevision();

    ObjectNode upcast(ObjectNode payload);
}
