package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.ClickId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Port: every decided click, once. It works in the transaction under way, which also stores the
 * event: so a click id has an outcome exactly when it has an event.
 */
public interface ClickRegister {

    /** Those of the clicks that were decided already. */
    Map<ClickId, RegisteredClick> find(Collection<ClickId> ids);

    /**
     * @throws AlreadyRegisteredException if one of them is there already; the transaction is lost
     *     then. It may be thrown by the commit only.
     */
    void insert(List<RegisteredClick> clicks);
}
