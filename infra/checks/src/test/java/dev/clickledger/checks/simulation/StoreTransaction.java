package dev.clickledger.checks.simulation;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.eventstore.RegisteredRefund;
import dev.clickledger.eventstore.RegisteredTopUp;
import dev.clickledger.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;

/** What a transaction has written, seen by nobody else until its commit. */
final class StoreTransaction {

    /**
     * @param message as Axon reads it back
     * @param stored as views read it
     */
    record Row(DomainEventMessage<?> message, StoredEvent stored) {}

    private static final int NONE = 0;

    /** Like xid8: given at the first write. */
    long id = NONE;

    /** After an error PostgreSQL takes nothing more of a transaction but its end. */
    boolean failed;

    /** A part of it failed, so that the node will not commit it. It still answers. */
    boolean rollbackOnly;

    boolean ended;
    final List<Row> events = new ArrayList<>();
    final Set<String> sequences = new HashSet<>();
    final Map<ClickId, RegisteredClick> clicks = new LinkedHashMap<>();
    final Map<ClickId, RegisteredRefund> refunds = new LinkedHashMap<>();
    final Map<String, RegisteredTopUp> topUps = new HashMap<>();

    boolean hasWritten() {
        return id != NONE;
    }

    static String sequenceKey(String aggregateId, long sequence) {
        return aggregateId + "#" + sequence;
    }
}
