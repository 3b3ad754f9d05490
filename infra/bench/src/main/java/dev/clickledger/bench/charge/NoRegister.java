package dev.clickledger.bench.charge;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.ClickRegister;
import dev.clickledger.eventstore.RegisteredClick;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Knows no click and remembers none. */
final class NoRegister implements ClickRegister {

    @Override
    public Map<ClickId, RegisteredClick> find(Collection<ClickId> ids) {
        return Map.of();
    }

    @Override
    public void insert(List<RegisteredClick> clicks) {
        // That is what it is for.
    }
}
