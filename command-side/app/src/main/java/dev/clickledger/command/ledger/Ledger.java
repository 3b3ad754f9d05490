package dev.clickledger.command.ledger;

import dev.clickledger.domain.Command;
import dev.clickledger.eventstore.ClickRegister;
import dev.clickledger.eventstore.RefundRegister;
import dev.clickledger.eventstore.Registers;
import dev.clickledger.eventstore.TopUpRegister;
import dev.clickledger.http.RequestClock;
import dev.clickledger.http.RequestTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Where decisions are made. Each is one transaction, with all its commands, their events, what
 * policies add to them, and register rows: all or nothing. Who loses a race against another node
 * decides again on what that one stored, a bounded number of times.
 */
public final class Ledger {

    private static final int MAX_RETRIES = 5;

    private final CommandBus commands;
    private final TransactionManager transactions;
    private final Registers registers;
    private final ConnectionProvider connections;
    private final RequestClock clock;
    private final WarmReads warmReads;
    private final StoreOrder order;
    private final Pause pause;
    private final Runnable forgetsAggregates;
    private final Books books = new OpenBooks();

    /**
     * @param connections give the connection of the transaction under way; for {@link
     *     Books#connection()} alone
     * @param forgetsAggregates empties the memory of aggregates
     */
    Ledger(
            CommandBus commands,
            TransactionManager transactions,
            Registers registers,
            ConnectionProvider connections,
            RequestClock clock,
            WarmReads warmReads,
            StoreOrder order,
            Pause pause,
            Runnable forgetsAggregates) {
        this.commands = commands;
        this.transactions = transactions;
        this.registers = registers;
        this.connections = connections;
        this.clock = clock;
        this.warmReads = warmReads;
        this.order = order;
        this.pause = pause;
        this.forgetsAggregates = forgetsAggregates;
    }

    /** What is decided in one transaction. It may run several times: only the last one counts. */
    @FunctionalInterface
    public interface Decision<R> {

        R decide(Books books) throws SQLException;
    }

    /** What a decision may use while it runs. */
    public interface Books {

        /** Which clicks were decided; within the transaction, like the other registers. */
        ClickRegister clicks();

        RefundRegister refunds();

        TopUpRegister topUps();

        /** The transaction's own connection; not to be closed. Only where there is one. */
        Connection connection() throws SQLException;

        /**
         * When this is decided: what a sandbox request said, else the server's time at this very
         * try. Not the time of the request's arrival: heartbeats promise that nothing decided
         * longer ago than a transaction lives will still be stored.
         */
        Instant at(RequestTime time);

        /**
         * Hands the command to its aggregate.
         *
         * @return what its handler returns; {@code null} of a handler that returns nothing
         */
        <R> @Nullable R dispatch(Command command);
    }

    /**
     * @param command given the time of the decision
     * @return what the command's handler returns; {@code null} of a handler that returns nothing
     */
    public <R> @Nullable R send(RequestTime time, Function<Instant, Command> command) {
        return this.<Optional<R>>decide(
                        books ->
                                Optional.ofNullable(
                                        books.<R>dispatch(command.apply(books.at(time)))))
                .orElse(null);
    }

    /**
     * @return what the command's handler returns; {@code null} of a handler that returns nothing
     */
    public <R> @Nullable R send(Command command) {
        return this.<Optional<R>>decide(books -> Optional.ofNullable(books.<R>dispatch(command)))
                .orElse(null);
    }

    public <R> R decide(Decision<R> decision) {
        return decide(decision, order::turn);
    }

    /**
     * The same, but whoever decides next on the same aggregates need not wait until this is stored.
     *
     * @param decided called when they may, which is once for each try that gets as far
     */
    public <R> R decideAhead(Decision<R> decision, Runnable decided) {
        return decide(decision, unit -> order.turnAhead(unit, decided));
    }

    private <R> R decide(Decision<R> decision, Function<UnitOfWork<?>, StoreTurn> ordered) {
        boolean doubted = false;
        for (int retry = 1; ; retry++) {
            Try<R> tried = inOneTransaction(decision, ordered);
            Throwable failure = tried.failure();
            if (failure == null) {
                return tried.result();
            }
            boolean lostRace = Failures.isLostRace(failure);
            // What is in memory may be behind another node: a refusal counts when it is made on
            // what is stored. The rollback has taken it out of memory.
            boolean doubtful = tried.byMemory() && !doubted && !Failures.isPassing(failure);
            if (retry > MAX_RETRIES || !(lostRace || doubtful)) {
                throw unchecked(failure);
            }
            doubted |= doubtful;
            if (lostRace) {
                pause.before(retry);
            }
        }
    }

    /**
     * @param byMemory whether aggregates came from memory
     */
    private record Try<R>(R result, @Nullable Throwable failure, boolean byMemory) {}

    private <R> Try<R> inOneTransaction(
            Decision<R> decision, Function<UnitOfWork<?>, StoreTurn> ordered) {
        DefaultUnitOfWork<Message<?>> unit = DefaultUnitOfWork.startAndGet(null);
        var transaction = new KnownTransaction();
        unit.attachTransaction(() -> transaction.begin(transactions));
        // Called before the commit of the transaction: the last to be registered is the first.
        unit.onCommit(warmReads::verify);
        ResultMessage<R> result;
        try (StoreTurn turn = ordered.apply(unit)) {
            result = unit.executeWithResult(() -> decision.decide(books));
        } catch (Error inMidCommit) {
            // Axon undoes nothing then: what this thread decides next would become part of a
            // transaction that nobody commits, on aggregates as they never were stored.
            transaction.end();
            forgetsAggregates.run();
            throw inMidCommit;
        }
        boolean byMemory = WarmReads.any(unit);
        return result.isExceptional()
                ? failed(result.exceptionResult(), byMemory)
                : new Try<>(result.getPayload(), null, byMemory);
    }

    @SuppressWarnings("NullAway") // there is no result to read
    private static <R> Try<R> failed(Throwable failure, boolean byMemory) {
        return new Try<>(null, failure, byMemory);
    }

    /** Of which is known whether it is over. */
    private static final class KnownTransaction implements Transaction {

        private @Nullable Transaction open;

        Transaction begin(TransactionManager transactions) {
            open = transactions.startTransaction();
            return this;
        }

        @Override
        public void commit() {
            if (open != null) {
                open.commit();
                open = null;
            }
        }

        @Override
        public void rollback() {
            end();
        }

        void end() {
            Transaction left = open;
            open = null;
            if (left != null) {
                left.rollback();
            }
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new DecisionFailedException(failure);
        };
    }

    private final class OpenBooks implements Books {

        @Override
        public ClickRegister clicks() {
            return registers.clicks();
        }

        @Override
        public RefundRegister refunds() {
            return registers.refunds();
        }

        @Override
        public TopUpRegister topUps() {
            return registers.topUps();
        }

        @Override
        public Connection connection() throws SQLException {
            return connections.getConnection();
        }

        @Override
        public Instant at(RequestTime time) {
            return time.sandbox() ? time.now() : clock.serverTime();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <R> @Nullable R dispatch(Command command) {
            return (R) Ledger.dispatch(commands, command);
        }
    }

    /** Within a decision: for policies, which react to its events with more commands. */
    static @Nullable Object dispatch(CommandBus commands, Command command) {
        var result = new AtomicReference<@Nullable CommandResultMessage<?>>();
        // The bus is in this JVM and calls back before it returns.
        commands.dispatch(
                GenericCommandMessage.asCommandMessage(command),
                (message, answer) -> result.set(answer));
        CommandResultMessage<?> answer = result.get();
        if (answer == null) {
            throw new IllegalStateException("no answer to " + command);
        }
        if (answer.isExceptional()) {
            throw unchecked(answer.exceptionResult());
        }
        return answer.getPayload();
    }
}
