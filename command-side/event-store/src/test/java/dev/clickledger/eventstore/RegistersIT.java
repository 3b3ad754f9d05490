package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RegistersIT {

    private static final Instant MINTED = Instant.parse("2017-11-06T23:59:59.900Z");
    private static final Random RANDOM = new Random(7);

    private static EventStoreDatabase database;

    @BeforeAll
    static void start() {
        database = EventStoreDatabase.start();
        var partitions = new RegisterPartitions(database.dataSource());
        partitions.ensure(MINTED);
        partitions.ensure(MINTED.plusSeconds(1));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void knowsWhatBecameOfAClick() throws SQLException {
        RegisteredClick charged = charged(MINTED);
        RegisteredClick declined =
                new RegisteredClick(
                        ClickId.mint(MINTED.plusSeconds(1), RANDOM),
                        new AdvertiserId("a"),
                        new CampaignId("c"),
                        charged.shopper(),
                        Money.ZERO,
                        DeclineReason.DAILY_BUDGET,
                        LocalDate.of(2017, 11, 7),
                        3);
        try (Connection connection = database.dataSource().getConnection()) {
            Registers registers = Registers.onPostgres(() -> connection);
            registers.clicks().insert(List.of(charged, declined));

            assertThat(
                            registers
                                    .clicks()
                                    .find(
                                            List.of(
                                                    charged.clickId(),
                                                    declined.clickId(),
                                                    ClickId.mint(MINTED, RANDOM))))
                    .containsOnly(
                            Map.entry(charged.clickId(), charged),
                            Map.entry(declined.clickId(), declined));
        }
    }

    @Test
    void registersAClickOnceAndNothingOfALosingBatch() throws SQLException {
        RegisteredClick first = charged(MINTED);
        RegisteredClick second = charged(MINTED);
        try (Connection connection = database.dataSource().getConnection()) {
            Registers registers = Registers.onPostgres(() -> connection);
            registers.clicks().insert(List.of(first));

            assertThatThrownBy(() -> registers.clicks().insert(List.of(second, first)))
                    .isInstanceOf(AlreadyRegisteredException.class);
            assertThat(registers.clicks().find(List.of(second.clickId()))).isEmpty();
        }
    }

    @Test
    void refundsAClickOnce() throws SQLException {
        ClickId click = ClickId.mint(MINTED, RANDOM);
        ClickId other = ClickId.mint(MINTED, RANDOM);
        var refund = new RegisteredRefund(click, Money.won(70), 8);
        try (Connection connection = database.dataSource().getConnection()) {
            Registers registers = Registers.onPostgres(() -> connection);
            registers.refunds().insert("dup-1", List.of(refund));

            assertThat(registers.refunds().refunded(List.of(click, other))).containsOnly(click);
            assertThatThrownBy(() -> registers.refunds().insert("other", List.of(refund)))
                    .isInstanceOf(AlreadyRegisteredException.class);
        }
    }

    @Test
    void creditsAPaymentOnce() throws SQLException {
        RegisteredTopUp topUp =
                new RegisteredTopUp(
                        "pay-1",
                        new AdvertiserId("a"),
                        Money.won(1_000),
                        null,
                        PaymentMethod.CARD,
                        Money.won(1_000),
                        MINTED);
        try (Connection connection = database.dataSource().getConnection()) {
            Registers registers = Registers.onPostgres(() -> connection);
            registers.topUps().insert(topUp);

            assertThat(registers.topUps().find("pay-1")).isEqualTo(topUp);
            assertThat(registers.topUps().find("pay-2")).isNull();
            assertThatThrownBy(() -> registers.topUps().insert(topUp))
                    .isInstanceOf(AlreadyRegisteredException.class);
        }
    }

    @Test
    void createsADaysPartitionHoweverManyAsk() throws Exception {
        Instant day = Instant.parse("2018-03-01T12:00:00Z");
        List<Callable<Void>> askers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            askers.add(
                    () -> {
                        new RegisterPartitions(database.dataSource()).ensure(day);
                        return null;
                    });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection connection = database.dataSource().getConnection()) {
            for (Future<Void> done : threads.invokeAll(askers)) {
                done.get();
            }
            Registers.onPostgres(() -> connection).clicks().insert(List.of(charged(day)));
        }
    }

    static RegisteredClick charged(Instant mintedAt) {
        return new RegisteredClick(
                ClickId.mint(mintedAt, RANDOM),
                new AdvertiserId("a"),
                new CampaignId("c"),
                RegisteredClick.shopper(new DeviceId("d"), new SessionId("s")),
                Money.won(260),
                null,
                LocalDate.of(2017, 11, 7),
                7);
    }
}
