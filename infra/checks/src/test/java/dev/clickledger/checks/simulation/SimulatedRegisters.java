package dev.clickledger.checks.simulation;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.AlreadyRegisteredException;
import dev.clickledger.eventstore.ClickRegister;
import dev.clickledger.eventstore.RefundRegister;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.eventstore.RegisteredRefund;
import dev.clickledger.eventstore.RegisteredTopUp;
import dev.clickledger.eventstore.Registers;
import dev.clickledger.eventstore.TopUpRegister;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registers as a node sees them, in its transaction. */
final class SimulatedRegisters {

    private SimulatedRegisters() {}

    static Registers on(NodeConnection connection, SimulatedStore store) {
        return new Registers(
                new Clicks(connection, store),
                new Refunds(connection, store),
                new TopUps(connection, store));
    }

    @FunctionalInterface
    private interface Insert {
        void into(StoreTransaction transaction) throws StoreFailure;
    }

    private static void insert(NodeConnection connection, Insert insert) {
        try {
            connection.execute(
                    "register",
                    transaction -> {
                        insert.into(transaction);
                        return null;
                    });
        } catch (StoreFailure failed) {
            if (StoreFailure.isUniqueViolation(failed)) {
                throw new AlreadyRegisteredException("registered elsewhere", failed);
            }
            throw NodeConnection.failed("registering", failed);
        }
    }

    private static <R> R find(NodeConnection connection, NodeConnection.Statement<R> query) {
        try {
            return connection.execute("find", query);
        } catch (StoreFailure failed) {
            throw NodeConnection.failed("looking up", failed);
        }
    }

    private record Clicks(NodeConnection connection, SimulatedStore store)
            implements ClickRegister {

        @Override
        public Map<ClickId, RegisteredClick> find(Collection<ClickId> ids) {
            if (ids.isEmpty()) {
                return Map.of();
            }
            return SimulatedRegisters.find(
                    connection,
                    ignored -> {
                        Map<ClickId, RegisteredClick> found = new HashMap<>();
                        for (ClickId id : ids) {
                            RegisteredClick click = store.clicks().get(id);
                            if (click != null) {
                                found.put(id, click);
                            }
                        }
                        return found;
                    });
        }

        @Override
        public void insert(List<RegisteredClick> clicks) {
            if (!clicks.isEmpty()) {
                SimulatedRegisters.insert(
                        connection, transaction -> store.register(transaction, clicks));
            }
        }
    }

    private record Refunds(NodeConnection connection, SimulatedStore store)
            implements RefundRegister {

        @Override
        public Set<ClickId> refunded(Collection<ClickId> ids) {
            return SimulatedRegisters.find(
                    connection,
                    ignored -> {
                        Set<ClickId> found = new HashSet<>(ids);
                        found.retainAll(store.refunds().keySet());
                        return found;
                    });
        }

        @Override
        public void insert(String compensationId, List<RegisteredRefund> refunds) {
            SimulatedRegisters.insert(
                    connection, transaction -> store.registerRefunds(transaction, refunds));
        }
    }

    private record TopUps(NodeConnection connection, SimulatedStore store)
            implements TopUpRegister {

        @Override
        public @Nullable RegisteredTopUp find(String paymentReference) {
            return SimulatedRegisters.find(
                    connection, ignored -> store.topUps().get(paymentReference));
        }

        @Override
        public void insert(RegisteredTopUp topUp) {
            SimulatedRegisters.insert(
                    connection, transaction -> store.registerTopUp(transaction, topUp));
        }
    }
}
