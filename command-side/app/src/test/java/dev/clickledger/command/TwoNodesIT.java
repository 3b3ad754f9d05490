package dev.clickledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.command.CommandSide.Shop;
import dev.clickledger.command.charge.ClickAnswer;
import dev.clickledger.command.charge.ClickAttempt;
import dev.clickledger.command.charge.ClickCharger;
import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.domain.advertiser.ApproveAdvertiser;
import dev.clickledger.domain.advertiser.SuspendAdvertiser;
import dev.clickledger.domain.campaign.PauseCampaign;
import dev.clickledger.domain.campaign.ResumeCampaign;
import dev.clickledger.eventstore.AlreadyRegisteredException;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.http.ProblemException;
import dev.clickledger.http.RequestTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two command sides on one database: what one remembers, the other may have moved on. */
class TwoNodesIT {

    private static final int CALLERS = 16;
    private static final int CLICKS_OF_A_CALLER = 40;
    private static final int TRIES = 100;

    private static CommandSide one;
    private static CommandSide other;

    @BeforeAll
    static void start() {
        one = CommandSide.start();
        other = CommandSide.start();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void chargeOneAdvertiserAtOnceAndLoseNothing() throws Exception {
        Shop shop = one.openShop(CALLERS * CLICKS_OF_A_CALLER * 100L, 100_000_000);
        List<Callable<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            List<ServedAd> ads = new ArrayList<>();
            for (int j = 0; j < CLICKS_OF_A_CALLER; j++) {
                ads.add(one.ad(shop, 100, now()));
            }
            CommandSide first = i % 2 == 0 ? one : other;
            CommandSide second = first == one ? other : one;
            callers.add(
                    () -> {
                        int charged = 0;
                        for (ServedAd ad : ads) {
                            // The same click at both nodes: exactly one of them charges it.
                            charged += charge(first, ad) ? 1 : 0;
                            charged += charge(second, ad) ? 1 : 0;
                        }
                        return charged;
                    });
        }
        callers.add(() -> pauseAndResume(shop));
        int charged = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> caller : threads.invokeAll(callers)) {
                charged += caller.get();
            }
        }

        List<StoredEvent> events = one.events("balance/" + shop.advertiser());
        Map<ClickId, Integer> decided = new HashMap<>();
        long balance = CALLERS * CLICKS_OF_A_CALLER * 100L;
        int chargedEvents = 0;
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).sequence()).isEqualTo(i);
            if (events.get(i).event() instanceof ClickCharged e) {
                decided.merge(e.ad().clickId(), 1, Integer::sum);
                balance -= 100;
                assertThat(e.balanceAfter().amount()).isEqualTo(balance);
                chargedEvents++;
            } else if (events.get(i).event() instanceof ClickDeclined e) {
                decided.merge(e.ad().clickId(), 1, Integer::sum);
            }
        }
        assertThat(decided).hasSize(CALLERS * CLICKS_OF_A_CALLER);
        assertThat(decided.values()).containsOnly(1);
        assertThat(charged).isEqualTo(chargedEvents);
    }

    @Test
    void refuseAndRepeatNothingByWhatOneRemembersAndTheOtherHasChanged() {
        Shop shop = one.openShop(10_000, 10_000);
        var advertiser = new AdvertiserId(shop.advertiser());
        assertThat(charge(other, one.ad(shop, 100, now()))).isTrue();

        // Each node remembers the advertiser as it left it.
        one.bean(Ledger.class).send(new SuspendAdvertiser(advertiser, "unpaid", now()));
        other.bean(Ledger.class).send(new ApproveAdvertiser(advertiser, now()));
        other.bean(Ledger.class).send(new SuspendAdvertiser(advertiser, "again", now()));
        one.bean(Ledger.class).send(new ApproveAdvertiser(advertiser, now()));

        assertThat(charge(one, one.ad(shop, 100, now()))).isTrue();
        assertThat(charge(other, one.ad(shop, 100, now()))).isTrue();
    }

    @Test
    void bindTheNextClickToAPauseOfTheOther() {
        Shop shop = one.openShop(10_000, 10_000);
        assertThat(charge(one, one.ad(shop, 100, now()))).isTrue();
        assertThat(charge(other, one.ad(shop, 100, now()))).isTrue();

        one.bean(Ledger.class).send(new PauseCampaign(new CampaignId(shop.campaign()), now()));

        assertThat(charge(other, one.ad(shop, 100, now()))).isFalse();
    }

    private static int pauseAndResume(Shop shop) {
        var campaign = new CampaignId(shop.campaign());
        for (int i = 0; i < 10; i++) {
            Ledger ledger = (i % 2 == 0 ? one : other).bean(Ledger.class);
            Ledger another = (i % 2 == 0 ? other : one).bean(Ledger.class);
            untilDecided(
                    () -> {
                        ledger.send(new PauseCampaign(campaign, now()));
                        return true;
                    });
            untilDecided(
                    () -> {
                        another.send(new ResumeCampaign(campaign, now()));
                        return true;
                    });
        }
        return 0;
    }

    /**
     * @return whether this attempt is the one that charged it
     */
    private static boolean charge(CommandSide node, ServedAd ad) {
        var attempt =
                new ClickAttempt(
                        ad, new DeviceId("d"), new SessionId("s"), new RequestTime(now(), false));
        ClickAnswer answer = untilDecided(() -> node.bean(ClickCharger.class).charge(attempt));
        return answer instanceof ClickAnswer.Decided decided
                && decided.outcome() == ClickAnswer.Outcome.CHARGED
                && !decided.repeated();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A node that keeps losing against the other says so after some tries: come back. */
    private static <R> R untilDecided(Callable<R> decision) {
        for (int i = 1; ; i++) {
            try {
                return decision.call();
            } catch (ProblemException | ConcurrencyException | AlreadyRegisteredException busy) {
                if (i == TRIES) {
                    throw busy;
                }
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }
}
