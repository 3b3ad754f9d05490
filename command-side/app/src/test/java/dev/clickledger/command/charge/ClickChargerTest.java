package dev.clickledger.command.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.ProblemType;
import dev.clickledger.http.RequestTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class ClickChargerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Random RANDOM = new Random(42);
    private static final Executor CALLERS = Thread::startVirtualThread;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** A ledger in memory that can be held back. */
    private static final class FakeLedger implements BatchDecider {

        final ConcurrentLinkedQueue<Integer> batches = new ConcurrentLinkedQueue<>();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger mostRunning = new AtomicInteger();
        volatile CountDownLatch gate = new CountDownLatch(0);
        volatile CountDownLatch second = new CountDownLatch(0);
        volatile List<ClickAttempt> lastBatch = List.of();
        volatile @Nullable RuntimeException failure;

        @Override
        public List<ClickAnswer> decide(List<ClickAttempt> attempts, Runnable decided) {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            try {
                gate.await();
                batches.add(attempts.size());
                lastBatch = attempts;
                if (batches.size() == 2) {
                    second.await();
                }
                if (failure != null) {
                    throw failure;
                }
                return attempts.stream().map(FakeLedger::decide).toList();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            } finally {
                running.decrementAndGet();
            }
        }

        private static ClickAnswer decide(ClickAttempt attempt) {
            if (attempt.deviceId().value().equals("poison")) {
                throw new IllegalStateException("poison");
            }
            return new ClickAnswer.Decided(
                    attempt.ad().clickId(),
                    ClickAnswer.Outcome.CHARGED,
                    attempt.ad().price(),
                    null,
                    false);
        }
    }

    private final FakeLedger ledger = new FakeLedger();
    private final HandSetClock clock = new HandSetClock();
    private final List<ClickCharger> chargers = new ArrayList<>();

    @AfterEach
    void close() {
        chargers.forEach(ClickCharger::close);
    }

    @Test
    void givesEachCallerItsOwnOutcome() {
        ClickCharger charger =
                charger(new ChargeLimits(10, 2, 100, 100, PATIENT, PATIENT, PATIENT));
        List<ClickAttempt> attempts = attempts("a", 30);

        List<CompletableFuture<ClickAnswer>> answers = chargeAll(charger, attempts);

        for (int i = 0; i < attempts.size(); i++) {
            var decided = (ClickAnswer.Decided) answers.get(i).join();
            assertThat(decided.clickId()).isEqualTo(attempts.get(i).ad().clickId());
        }
    }

    @Test
    void takesWhatWaitsInOneBatchUpToItsBound() {
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger =
                charger(new ChargeLimits(10, 2, 100, 100, PATIENT, PATIENT, PATIENT));
        var first = chargeAll(charger, attempts("a", 1));
        await().until(() -> ledger.running.get() == 1);
        var others = chargeAll(charger, attempts("a", 25));
        await().until(() -> waiting() == 25);

        ledger.gate.countDown();
        first.forEach(CompletableFuture::join);
        others.forEach(CompletableFuture::join);

        assertThat(ledger.batches).containsExactly(1, 10, 10, 5);
        assertThat(ledger.mostRunning.get()).isEqualTo(1);
        await().until(() -> meters.get("clickledger.charge.mailboxes").gauge().value() == 0);
    }

    @Test
    void sharesABatchBetweenTheAdvertisersThatWait() {
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger =
                charger(new ChargeLimits(10, 1, 100, 100, PATIENT, PATIENT, PATIENT));
        var all = chargeAll(charger, attempts("first", 1));
        await().until(() -> ledger.running.get() == 1);
        all = new ArrayList<>(all);
        all.addAll(chargeAll(charger, attempts("hot", 50)));
        await().until(() -> waiting() == 50);
        all.addAll(chargeAll(charger, attempts("small", 2)));
        all.addAll(chargeAll(charger, attempts("medium", 30)));
        await().until(() -> waiting() == 82);

        ledger.second = new CountDownLatch(1);
        ledger.gate.countDown();
        await().until(() -> ledger.batches.size() == 2);

        assertThat(ledger.lastBatch)
                .extracting(attempt -> attempt.ad().advertiserId().value())
                .containsExactly(
                        "hot", "hot", "hot", "hot", "small", "small", "medium", "medium", "medium",
                        "medium");
        ledger.second.countDown();
        all.forEach(CompletableFuture::join);
    }

    @Test
    void runsNoMoreBatchesAtOnceThanAllowed() {
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger =
                charger(new ChargeLimits(10, 3, 100, 100, PATIENT, PATIENT, PATIENT));
        List<CompletableFuture<ClickAnswer>> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int running = i + 1;
            answers.addAll(chargeAll(charger, attempts("a" + i, 1)));
            await().until(() -> ledger.running.get() == running);
        }
        answers.addAll(chargeAll(charger, attempts("b", 1)));
        await().until(() -> waiting() == 1);

        ledger.gate.countDown();
        answers.forEach(CompletableFuture::join);

        assertThat(ledger.mostRunning.get()).isEqualTo(3);
    }

    @Test
    void refusesAtOnceWhenAMailboxIsFull() {
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger = charger(new ChargeLimits(10, 2, 5, 100, PATIENT, PATIENT, PATIENT));
        chargeAll(charger, attempts("a", 1));
        await().until(() -> ledger.running.get() == 1);
        chargeAll(charger, attempts("a", 5));
        await().until(() -> waiting() == 5);

        assertRefused(charger, ProblemType.TOO_MANY_REQUESTS);
        // Another advertiser has a mailbox of its own.
        var other = chargeAll(charger, attempts("b", 1));
        ledger.gate.countDown();
        other.forEach(CompletableFuture::join);
    }

    @Test
    void refusesAtOnceWhenTooManyWaitInAll() {
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger = charger(new ChargeLimits(10, 1, 100, 4, PATIENT, PATIENT, PATIENT));
        chargeAll(charger, attempts("b", 1));
        await().until(() -> ledger.running.get() == 1);
        chargeAll(charger, attempts("b", 4));
        await().until(() -> waiting() == 4);

        assertRefused(charger, ProblemType.UNAVAILABLE);
        ledger.gate.countDown();
    }

    @Test
    void givesUpAWaitThatTakesTooLongWithoutChargingIt() {
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger =
                charger(new ChargeLimits(10, 2, 100, 100, PATIENT, Duration.ofMillis(50), PATIENT));
        var first = chargeAll(charger, attempts("a", 1));
        await().until(() -> ledger.running.get() == 1);

        assertRefused(charger, ProblemType.UNAVAILABLE);
        ledger.gate.countDown();

        // Taken before its patience was over, so it waits for its outcome.
        first.forEach(CompletableFuture::join);
        await().until(() -> waiting() == 0);
        assertThat(ledger.batches).containsExactly(1);
    }

    @Test
    void letsAPoisonedClickFailAlone() {
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger =
                charger(new ChargeLimits(10, 2, 100, 100, PATIENT, PATIENT, PATIENT));
        chargeAll(charger, attempts("a", 1));
        await().until(() -> ledger.running.get() == 1);
        var good = chargeAll(charger, attempts("a", 3));
        var bad = chargeAll(charger, List.of(attempt("a", "poison")));
        await().until(() -> waiting() == 4);

        ledger.gate.countDown();

        good.forEach(CompletableFuture::join);
        assertThatThrownBy(() -> bad.getFirst().join()).hasRootCauseMessage("poison");
    }

    @Test
    void splitsABatchInHalvesToFindThePoison() {
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger =
                charger(new ChargeLimits(64, 1, 100, 100, PATIENT, PATIENT, PATIENT));
        chargeAll(charger, attempts("a", 1));
        await().until(() -> ledger.running.get() == 1);
        var good = chargeAll(charger, attempts("a", 63));
        var bad = chargeAll(charger, List.of(attempt("a", "poison")));
        await().until(() -> waiting() == 64);

        ledger.gate.countDown();
        good.forEach(CompletableFuture::join);

        assertThatThrownBy(() -> bad.getFirst().join()).hasRootCauseMessage("poison");
        // The first one, all of them, and two for each of the six times that 64 can be halved.
        assertThat(ledger.batches).hasSize(2 + 2 * 6);
    }

    @Test
    void refusesWhoWouldWaitTooLong() {
        var limits =
                new ChargeLimits(10, 1, 1_000, 1_000, Duration.ofMillis(250), PATIENT, PATIENT);
        ClickCharger charger = charger(limits);
        for (int i = 0; i < 20; i++) {
            ledger.gate = new CountDownLatch(1);
            var one = chargeAll(charger, attempts("a", 1));
            await().until(() -> ledger.running.get() == 1);
            clock.advance(Duration.ofMillis(100));
            ledger.gate.countDown();
            one.forEach(CompletableFuture::join);
            await().until(() -> ledger.running.get() == 0);
        }
        await().until(() -> meters.get("clickledger.charge.mailboxes").gauge().value() == 0);

        ledger.gate = new CountDownLatch(1);
        chargeAll(charger, attempts("a", 1));
        await().until(() -> ledger.running.get() == 1);
        chargeAll(charger, attempts("a", 20));
        await().until(() -> waiting() == 20);

        // Two batches of 100 ms are before it, its own would be the third: more than 250 ms.
        assertRefused(charger, ProblemType.UNAVAILABLE);
        ledger.gate.countDown();
    }

    @Test
    void refusesAtOnceWhileABatchIsStuck() {
        var limits =
                new ChargeLimits(10, 2, 1_000, 1_000, Duration.ofMillis(250), PATIENT, PATIENT);
        ledger.gate = new CountDownLatch(1);
        ClickCharger charger = charger(limits);
        chargeAll(charger, attempts("a", 1));
        await().until(() -> ledger.running.get() == 1);
        clock.advance(Duration.ofMillis(1_001));

        assertRefused(charger, ProblemType.UNAVAILABLE);
        ledger.gate.countDown();
    }

    @Test
    void stopsAskingAStoreThatIsAwayAndFindsOutWhenItIsBack() {
        ClickCharger charger =
                charger(new ChargeLimits(10, 2, 100, 100, PATIENT, PATIENT, PATIENT));
        ledger.failure = new DataAccessResourceFailureException("gone");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> charger.charge(attempt("a", "d"))).hasMessage("gone");
        }
        await().until(() -> meters.get("clickledger.charge.mailboxes").gauge().value() == 0);

        assertRefused(charger, ProblemType.UNAVAILABLE);
        assertThat(ledger.batches).hasSize(2);

        clock.advance(Duration.ofMillis(501));
        assertThatThrownBy(() -> charger.charge(attempt("a", "d"))).hasMessage("gone");
        await().until(() -> meters.get("clickledger.charge.mailboxes").gauge().value() == 0);
        assertRefused(charger, ProblemType.UNAVAILABLE);

        clock.advance(Duration.ofMillis(501));
        ledger.failure = null;
        chargeAll(charger, attempts("a", 1)).forEach(CompletableFuture::join);
        chargeAll(charger, attempts("b", 20)).forEach(CompletableFuture::join);
    }

    private static final Duration PATIENT = Duration.ofSeconds(20);

    private ClickCharger charger(ChargeLimits limits) {
        var charger = new ClickCharger(ledger, mintedAt -> {}, limits, clock, meters).start();
        chargers.add(charger);
        return charger;
    }

    private double waiting() {
        return meters.get("clickledger.charge.waiting").gauge().value();
    }

    private static void assertRefused(ClickCharger charger, ProblemType type) {
        assertThatThrownBy(() -> charger.charge(attempt("a", "d")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> {
                            assertThat(refused.type()).isEqualTo(type);
                            assertThat(refused.retryAfterSeconds()).isEqualTo(1);
                        });
    }

    private static List<CompletableFuture<ClickAnswer>> chargeAll(
            ClickCharger charger, List<ClickAttempt> attempts) {
        return attempts.stream()
                .map(
                        attempt ->
                                CompletableFuture.supplyAsync(
                                        () -> {
                                            try {
                                                return charger.charge(attempt);
                                            } catch (InterruptedException interrupted) {
                                                throw new IllegalStateException(interrupted);
                                            }
                                        },
                                        CALLERS))
                .toList();
    }

    private static List<ClickAttempt> attempts(String advertiser, int count) {
        List<ClickAttempt> attempts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attempts.add(attempt(advertiser, "d"));
        }
        return attempts;
    }

    private static synchronized ClickAttempt attempt(String advertiser, String device) {
        var campaign = new CampaignId("c");
        var product = new ProductId("p");
        return new ClickAttempt(
                new ServedAd(
                        ClickId.mint(NOW, RANDOM),
                        AuctionId.mint(NOW, RANDOM),
                        AdId.of(campaign, product),
                        campaign,
                        new AdvertiserId(advertiser),
                        product,
                        null,
                        Placement.HOME,
                        new Category("c"),
                        null,
                        null,
                        null,
                        Money.won(100),
                        1_000_000,
                        Money.won(70),
                        Money.won(10),
                        Money.won(100),
                        null,
                        1,
                        null,
                        1,
                        NOW),
                new DeviceId(device),
                new SessionId("s"),
                new RequestTime(NOW, true));
    }
}
