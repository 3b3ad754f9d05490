package dev.clickledger.eventstore;

import tools.jackson.databind.node.ObjectNode;

/** In revision 1 no line said whose product it is; a line may still leave it out. */
record LinesWithoutAdvertiser() implements Upcaster {

    @Override
    public String type() {
        return "OrderPlaced";
    }

    @Override
    public int fromRevision() {
        return 1;
    }

    @Override
    public ObjectNode upcast(ObjectNode payload) {
        return payload;
    }
}
