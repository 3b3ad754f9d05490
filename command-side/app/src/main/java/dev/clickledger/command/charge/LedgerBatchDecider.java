package dev.clickledger.command.charge;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.balance.ChargeClicks;
import dev.clickledger.domain.balance.ClickOutcome;
import dev.clickledger.domain.balance.ClickToCharge;
import dev.clickledger.eventstore.RegisteredClick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Decides a batch by the advertisers' balances. At most once: every decided click gets its event
 * and its register row in one transaction, and the row's primary key has the last word; who loses
 * there looks again and finds the outcome. ({@link LatelyDecided} says who is looked up before.)
 *
 * <p>Balances are locked, and rows written, in an order that all batches share, so that no two
 * batches wait for each other.
 */
final class LedgerBatchDecider implements BatchDecider {

    private static final Comparator<AdvertiserId> SAME_FOR_ALL =
            Comparator.comparing(AdvertiserId::value);

    /** No transaction lives as long. */
    private static final long LONGEST_WAIT_MILLIS = 3_000;

    private final Ledger ledger;
    private final LatelyDecided lately = new LatelyDecided();

    /** Decided and not committed yet. Bounded by the batches that run. */
    private final Map<ClickId, CompletableFuture<Void>> beingStored = new ConcurrentHashMap<>();

    LedgerBatchDecider(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public List<ClickAnswer> decide(List<ClickAttempt> attempts, Runnable decided) {
        Set<ClickId> ids = HashSet.newHashSet(attempts.size());
        for (ClickAttempt attempt : attempts) {
            ids.add(idOf(attempt));
        }
        awaitRepeated(ids);
        var over = new CompletableFuture<Void>();
        var firstTry = new AtomicBoolean(true);
        try {
            List<ClickAnswer> answers =
                    ledger.decideAhead(
                            books -> {
                                if (!firstTry.getAndSet(false)) {
                                    lately.beCautious();
                                }
                                return decide(
                                        books, attempts, books.clicks().find(lately.suspects(ids)));
                            },
                            () -> {
                                ids.forEach(id -> beingStored.put(id, over));
                                decided.run();
                            });
            lately.add(ids);
            return answers;
        } finally {
            ids.forEach(id -> beingStored.remove(id, over));
            over.complete(null);
        }
    }

    /** A click that is just being stored is found in the register once that is over. */
    private void awaitRepeated(Set<ClickId> ids) {
        for (ClickId id : ids) {
            CompletableFuture<Void> over = beingStored.get(id);
            if (over != null) {
                over.completeOnTimeout(null, LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS).join();
            }
        }
    }

    private static List<ClickAnswer> decide(
            Ledger.Books books, List<ClickAttempt> attempts, Map<ClickId, RegisteredClick> known) {
        Set<ClickId> seen = HashSet.newHashSet(attempts.size());
        SortedMap<AdvertiserId, List<ClickAttempt>> fresh = new TreeMap<>(SAME_FOR_ALL);
        for (ClickAttempt attempt : attempts) {
            // The first attempt of a click is the one that counts.
            if (seen.add(idOf(attempt)) && !known.containsKey(idOf(attempt))) {
                fresh.computeIfAbsent(attempt.ad().advertiserId(), ignored -> new ArrayList<>())
                        .add(attempt);
            }
        }
        Map<ClickId, RegisteredClick> decided = HashMap.newHashMap(attempts.size());
        fresh.forEach((advertiser, clicks) -> charge(books, advertiser, clicks, decided));
        books.clicks().insert(List.copyOf(decided.values()));
        return answers(attempts, known, decided);
    }

    private static void charge(
            Ledger.Books books,
            AdvertiserId advertiserId,
            List<ClickAttempt> attempts,
            Map<ClickId, RegisteredClick> decided) {
        List<ClickToCharge> clicks = new ArrayList<>(attempts.size());
        for (ClickAttempt attempt : attempts) {
            clicks.add(
                    new ClickToCharge(
                            attempt.ad(),
                            attempt.deviceId(),
                            attempt.sessionId(),
                            books.at(attempt.time()),
                            attempt.invalidTraffic()));
        }
        List<ClickOutcome> outcomes =
                Objects.requireNonNull(
                        books.<List<ClickOutcome>>dispatch(
                                new ChargeClicks(advertiserId, clicks, clicks.getLast().at())));
        for (int i = 0; i < attempts.size(); i++) {
            ClickAttempt attempt = attempts.get(i);
            decided.put(idOf(attempt), registered(attempt, outcomes.get(i)));
        }
    }

    private static RegisteredClick registered(ClickAttempt attempt, ClickOutcome outcome) {
        return switch (outcome) {
            case ClickOutcome.Charged charged ->
                    new RegisteredClick(
                            charged.clickId(),
                            attempt.ad().advertiserId(),
                            attempt.ad().campaignId(),
                            shopperOf(attempt),
                            charged.amount(),
                            null,
                            charged.businessDay(),
                            charged.sequence());
            case ClickOutcome.Declined declined ->
                    new RegisteredClick(
                            declined.clickId(),
                            attempt.ad().advertiserId(),
                            attempt.ad().campaignId(),
                            shopperOf(attempt),
                            Money.ZERO,
                            declined.reason(),
                            declined.businessDay(),
                            declined.sequence());
        };
    }

    private static List<ClickAnswer> answers(
            List<ClickAttempt> attempts,
            Map<ClickId, RegisteredClick> known,
            Map<ClickId, RegisteredClick> decided) {
        Set<ClickId> firsts = HashSet.newHashSet(decided.size());
        List<ClickAnswer> answers = new ArrayList<>(attempts.size());
        for (ClickAttempt attempt : attempts) {
            RegisteredClick click = known.get(idOf(attempt));
            boolean repeated = click != null;
            if (click == null) {
                click = Objects.requireNonNull(decided.get(idOf(attempt)));
                // Only the first attempt of a click that was decided just now is no repeat.
                repeated = !firsts.add(idOf(attempt));
            }
            answers.add(
                    !repeated || click.shopper().equals(shopperOf(attempt))
                            ? ClickAnswer.of(click, repeated)
                            : new ClickAnswer.SomebodyElses());
        }
        return answers;
    }

    private static ClickId idOf(ClickAttempt attempt) {
        return attempt.ad().clickId();
    }

    private static UUID shopperOf(ClickAttempt attempt) {
        return RegisteredClick.shopper(attempt.deviceId(), attempt.sessionId());
    }
}
