package dev.clickledger.bench.charge;

import dev.clickledger.bench.Callers;
import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.axon.StockAxon;
import dev.clickledger.bench.clicks.Clicks;
import dev.clickledger.bench.clicks.Clicks.Click;
import dev.clickledger.bench.clicks.Market;
import dev.clickledger.bench.store.Database;
import dev.clickledger.bench.store.Databases;
import dev.clickledger.domain.balance.BalanceCommand;
import dev.clickledger.domain.balance.ChargeClicks;
import dev.clickledger.domain.balance.ClickOutcome;
import dev.clickledger.domain.balance.ClickToCharge;
import dev.clickledger.eventstore.RegisteredClick;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Stock Axon with the same aggregate: each caller sends one command of one click, which is one
 * transaction with its event and its register row. The row's primary key alone makes a click count
 * once; nothing is looked up before.
 */
final class OneCommandAClick implements Contender {

    private static final int CONNECTIONS = 32;
    private static final String CHARGES =
            "SELECT count(*) FROM domainevententry WHERE payloadtype LIKE '%ClickCharged'";
    private static final String REGISTERED = "SELECT count(*) FROM events.click_register";

    private final Databases databases;
    private final Clicks clicks;
    private final int callers;

    OneCommandAClick(Databases databases, Clicks clicks, int callers) {
        this.databases = databases;
        this.clicks = clicks;
        this.callers = callers;
    }

    @Override
    public String name() {
        return "stock-axon";
    }

    @Override
    public Run run(Duration duration) throws Exception {
        try (Database database = databases.eventStore();
                StockAxon axon = StockAxon.start(database, CONNECTIONS)) {
            axon.configuration()
                    .commandBus()
                    .registerHandlerInterceptor(new Registering(axon.pool()));
            CommandGateway commands = axon.configuration().commandGateway();
            openAll(commands);
            var next = new AtomicInteger();
            Run run =
                    Callers.virtual(callers)
                            .run(duration, caller -> charge(commands, next.getAndIncrement()));
            Stored.check(name(), database, CHARGES, next.get());
            Stored.check(name(), database, REGISTERED, next.get());
            return run;
        }
    }

    private void openAll(CommandGateway commands) {
        Market market = clicks.market();
        for (int i = 0; i < market.advertisers(); i++) {
            for (BalanceCommand command : market.opening(i)) {
                commands.sendAndWait(command);
            }
        }
    }

    private int charge(CommandGateway commands, int number) {
        Click click = clicks.get(number);
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        List<ClickOutcome> outcomes =
                commands.sendAndWait(
                        new ChargeClicks(
                                click.ad().advertiserId(),
                                List.of(
                                        new ClickToCharge(
                                                click.ad(), click.device(), click.session(), now)),
                                now));
        if (!(outcomes.getFirst() instanceof ClickOutcome.Charged)) {
            throw new VoidResultException("stock Axon declined " + outcomes.getFirst());
        }
        return 1;
    }

    /** Writes the register row in the command's own transaction. */
    private record Registering(DataSource dataSource)
            implements MessageHandlerInterceptor<CommandMessage<?>> {

        private static final String REGISTER =
                """
                INSERT INTO events.click_register
                    (click_id, shopper, amount, sequence, business_day, advertiser_id, campaign_id)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """;

        @Override
        public @Nullable Object handle(
                UnitOfWork<? extends CommandMessage<?>> unit, InterceptorChain chain)
                throws Exception {
            Object result = chain.proceed();
            if (unit.getMessage().getPayload() instanceof ChargeClicks charge
                    && result instanceof List<?> outcomes
                    && outcomes.getFirst() instanceof ClickOutcome.Charged charged) {
                insert(charge.clicks().getFirst(), charged);
            }
            return result;
        }

        private void insert(ClickToCharge click, ClickOutcome.Charged charged) throws SQLException {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try (PreparedStatement register = connection.prepareStatement(REGISTER)) {
                register.setObject(1, charged.clickId().value());
                register.setObject(2, RegisteredClick.shopper(click.deviceId(), click.sessionId()));
                register.setLong(3, charged.amount().amount());
                register.setLong(4, charged.sequence());
                register.setObject(5, charged.businessDay(), Types.DATE);
                register.setString(6, click.ad().advertiserId().value());
                register.setString(7, click.ad().campaignId().value());
                register.executeUpdate();
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
        }
    }
}
