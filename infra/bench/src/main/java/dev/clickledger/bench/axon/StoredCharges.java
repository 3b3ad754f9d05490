package dev.clickledger.bench.axon;

import dev.clickledger.bench.clicks.ChargedClicks;
import dev.clickledger.domain.balance.Balance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Has stock Axon store charges that were decided before. */
public final class StoredCharges {

    private static final int EACH_COMMIT = 500;

    private StoredCharges() {}

    public static void append(StockAxon axon, ChargedClicks clicks, int count) {
        for (int from = 0; from < count; from += EACH_COMMIT) {
            List<DomainEventMessage<?>> messages = new ArrayList<>(EACH_COMMIT);
            for (int i = from; i < Math.min(from + EACH_COMMIT, count); i++) {
                messages.add(message(clicks.get(i)));
            }
            axon.transactions().executeInTransaction(() -> axon.engine().appendEvents(messages));
        }
    }

    private static DomainEventMessage<?> message(ChargedClicks.Rows rows) {
        return new GenericDomainEventMessage<>(
                Balance.class.getSimpleName(),
                rows.aggregateId(),
                rows.sequence(),
                rows.event(),
                Map.of(),
                rows.eventId().toString(),
                rows.at());
    }
}
