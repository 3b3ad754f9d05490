package dev.clickledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.balance.ChargeClicks;
import dev.clickledger.domain.balance.ClickToCharge;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.balance.OpenBalance;
import dev.clickledger.domain.balance.SetAdvertiserSpending;
import dev.clickledger.domain.balance.TopUpBalance;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.eventstore.CommitSignal;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.http.RequestClock;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A cold balance starts from its snapshot, and a lost snapshot costs a longer replay only. */
class SnapshotIT {

    private static final AdvertiserId ADVERTISER = new AdvertiserId("a-1");
    private static final CampaignId CAMPAIGN = new CampaignId("c-1");
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final Random RANDOM = new Random(9);
    private static final int CLICKS = 1_000;

    private static PostgresServer postgres;
    private static DataSource dataSource;

    @BeforeAll
    static void start() {
        postgres = PostgresServer.startEphemeral();
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(postgres.jdbcUrl());
        source.setUser(postgres.user());
        source.setPassword(postgres.password());
        Flyway.configure()
                .dataSource(source)
                .schemas("events")
                .locations("classpath:db/event-store")
                .load()
                .migrate();
        dataSource = source;
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void decidesOnFromASnapshot() {
        try (LedgerCore core = core()) {
            core.ledger().send(new OpenBalance(ADVERTISER, NOW));
            core.ledger()
                    .send(new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.ALLOWED, NOW));
            core.ledger()
                    .send(
                            new LimitSpending(
                                    ADVERTISER,
                                    CAMPAIGN,
                                    CampaignSpending.ACTIVE,
                                    new Period(Instant.EPOCH, null),
                                    Budget.strict(Money.won(10_000_000), null),
                                    NOW));
            core.ledger().send(topUp(10_000_000));
            for (int i = 0; i < 7; i++) {
                core.ledger().send(charge());
            }
            await().until(() -> sequenceOfSnapshot() >= BalanceSnapshots.EVERY_EVENTS - 1);
        }

        // Nobody can replay them any more: only the snapshot knows what they did.
        jdbc().sql("CREATE TABLE kept AS SELECT * FROM events.event WHERE sequence < 4000")
                .update();
        jdbc().sql("DELETE FROM events.event WHERE sequence < 4000").update();
        try (LedgerCore cold = core()) {
            assertThat(cold.ledger().<Money>send(topUp(1)))
                    .isEqualTo(Money.won(10_000_000 - 7 * CLICKS * 100 + 1));
        }

        jdbc().sql("INSERT INTO events.event OVERRIDING SYSTEM VALUE SELECT * FROM kept").update();
        jdbc().sql("DELETE FROM events.snapshot").update();
        try (LedgerCore withoutSnapshot = core()) {
            assertThat(withoutSnapshot.ledger().<Money>send(topUp(1)))
                    .isEqualTo(Money.won(10_000_000 - 7 * CLICKS * 100 + 2));
        }
    }

    private static LedgerCore core() {
        return LedgerCore.onPostgres(
                dataSource,
                new JdbcTransactionManager(dataSource),
                new EventCodec(),
                new CommitSignal(dataSource),
                new RequestClock(Clock.systemUTC(), false),
                List.of());
    }

    private static TopUpBalance topUp(long won) {
        return new TopUpBalance(
                ADVERTISER, Money.won(won), null, PaymentMethod.CARD, "p-" + won, NOW);
    }

    private static ChargeClicks charge() {
        return new ChargeClicks(
                ADVERTISER,
                IntStream.range(0, CLICKS)
                        .mapToObj(
                                ignored ->
                                        new ClickToCharge(
                                                ad(),
                                                new DeviceId("d-1"),
                                                new SessionId("s-1"),
                                                NOW))
                        .toList(),
                NOW);
    }

    private static ServedAd ad() {
        ProductId product = new ProductId("p-1");
        return new ServedAd(
                ClickId.mint(NOW, RANDOM),
                new AuctionId(ClickId.mint(NOW, RANDOM).value()),
                AdId.of(CAMPAIGN, product),
                CAMPAIGN,
                ADVERTISER,
                product,
                null,
                Placement.HOME,
                new Category("lamps"),
                null,
                null,
                null,
                Money.won(300),
                1_000_000,
                Money.won(70),
                Money.won(10),
                Money.won(100),
                null,
                9,
                null,
                1,
                NOW);
    }

    private static long sequenceOfSnapshot() {
        return jdbc().sql("SELECT coalesce(max(sequence), -1) FROM events.snapshot")
                .query(Long.class)
                .single();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(dataSource);
    }
}
