package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.command.charge.ClickAnswer;
import dev.clickledger.command.charge.ClickAttempt;
import dev.clickledger.command.charge.ClickCharger;
import dev.clickledger.command.ledger.DecisionFailedException;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.http.RequestTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clicks of one advertiser are decided on what is still being stored. When that is lost with its
 * session, nothing that was built on it may stand.
 */
class DecideAheadIT {

    private static final int CALLERS = 24;
    private static final int CLICKS_OF_A_CALLER = 60;
    private static final int CLICKS = CALLERS * CLICKS_OF_A_CALLER;
    private static final int PRICE = 100;

    private static CommandSide side;

    @BeforeAll
    static void start() {
        side = CommandSide.start();
    }

    @AfterAll
    static void stop() {
        side.close();
    }

    @Test
    void keepsTheOrderForReadersWhenOthersDecideOnTheSameBalance() throws Exception {
        Shop shop = side.openShop((long) CLICKS * PRICE, (long) CLICKS * PRICE);
        Set<ClickId> acknowledged = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> click(shop, acknowledged)));
            }
            while (acknowledged.size() < CLICKS) {
                // Writes to its register before its event is stored.
                CommandSide.expect(
                        201, side.topUp(shop.advertiser(), 10, CommandSide.unique("more")));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }

        List<StoredEvent> asRead = side.events("balance/" + shop.advertiser());
        for (int i = 0; i < asRead.size(); i++) {
            assertThat(asRead.get(i).sequence()).isEqualTo(i);
        }
    }

    @Test
    void buildsNothingOnWhatIsLostInMidCommit() throws Exception {
        long seed = Long.getLong("decideahead.seed", System.nanoTime());
        System.out.println("decideahead.seed=" + seed);
        long money = (long) CLICKS * PRICE;
        Shop shop = side.openShop(money, money);
        Set<ClickId> acknowledged = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> killer = threads.submit(() -> endSessions(acknowledged, seed));
            List<Future<?>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(threads.submit(() -> click(shop, acknowledged)));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            assertThat(killer.get()).isPositive();
        }

        List<StoredEvent> events = side.events("balance/" + shop.advertiser());
        Map<ClickId, Integer> charged = new HashMap<>();
        long balance = money;
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).sequence()).isEqualTo(i);
            if (events.get(i).event() instanceof ClickCharged e) {
                charged.merge(e.ad().clickId(), 1, Integer::sum);
                balance -= PRICE;
                assertThat(e.balanceAfter().amount()).isEqualTo(balance);
            }
        }
        assertThat(charged.values()).containsOnly(1);
        assertThat(charged.keySet()).containsAll(acknowledged);
        assertThat(acknowledged).hasSize(CLICKS);
    }

    /**
     * Ends the session of somebody who writes, after every few clicks that were acknowledged.
     *
     * @return how many
     */
    private static int endSessions(Set<ClickId> acknowledged, long seed) {
        var random = new Random(seed);
        int ended = 0;
        for (int next = 10; next < CLICKS; next += random.nextInt(5, 25)) {
            int clicks = next;
            await().atMost(Duration.ofMinutes(2)).until(() -> acknowledged.size() >= clicks);
            ended += endOne();
        }
        return ended;
    }

    private static int endOne() {
        return side.jdbc()
                .sql(
                        """
                        SELECT count(pg_terminate_backend(pid)) FROM (
                            SELECT pid FROM pg_stat_activity
                            WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()
                            ORDER BY pid LIMIT 1) AS writer
                        """)
                .query(Integer.class)
                .single();
    }

    private static Void click(Shop shop, Set<ClickId> acknowledged) throws InterruptedException {
        for (int i = 0; i < CLICKS_OF_A_CALLER; i++) {
            ServedAd ad = side.ad(shop, PRICE, now());
            untilCharged(ad);
            acknowledged.add(ad.clickId());
        }
        return null;
    }

    /** A caller whose answer was lost asks again. */
    private static void untilCharged(ServedAd ad) throws InterruptedException {
        var attempt =
                new ClickAttempt(
                        ad, new DeviceId("d"), new SessionId("s"), new RequestTime(now(), false));
        while (true) {
            try {
                var answer = (ClickAnswer.Decided) side.bean(ClickCharger.class).charge(attempt);
                assertThat(answer.outcome()).isEqualTo(ClickAnswer.Outcome.CHARGED);
                return;
            } catch (DecisionFailedException | IllegalStateException failed) {
                throw failed;
            } catch (RuntimeException passing) {
                Thread.yield();
            }
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
