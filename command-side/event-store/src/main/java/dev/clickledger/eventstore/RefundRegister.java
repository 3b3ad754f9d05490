package dev.clickledger.eventstore;

import dev.clickledger.contracts.ids.ClickId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Port: every refunded click, once, whatever verdicts hit it. It works in the transaction under
 * way, which also stores the event.
 */
public interface RefundRegister {

    /** Which of these clicks were refunded already. */
    Set<ClickId> refunded(Collection<ClickId> ids);

    /**
     * @throws AlreadyRegisteredException if one of them is there already; the transaction is lost
     *     then. It may be thrown by the commit only.
     */
    void insert(String compensationId, List<RegisteredRefund> refunds);
}
