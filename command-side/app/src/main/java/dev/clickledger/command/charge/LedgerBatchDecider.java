package dev.clickledger.command.charge;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.balance.ChargeClicks;
import dev.clickledger.domain.balance.ClickOutcome;
import dev.clickledger.domain.balance.ClickToCharge;
import dev.clickledger.eventstore.RegisterRoom;
import dev.clickledger.eventstore.RegisteredClick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Decides a batch by the advertiser's balance. At most once: every decided click gets its event and
 * its register row in one transaction, and the row's primary key has the last word; who loses there
 * looks again and finds the outcome.
 */
final class LedgerBatchDecider implements BatchDecider {

    private final Ledger ledger;
    private final RegisterRoom room;

    LedgerBatchDecider(Ledger ledger, RegisterRoom room) {
        this.ledger = ledger;
        this.room = room;
    }

    @Override
    public List<ClickAnswer> decide(AdvertiserId advertiserId, List<ClickAttempt> attempts) {
        attempts.forEach(attempt -> room.ensure(attempt.ad().clickId().mintedAt()));
        return ledger.decide(
                books -> {
                    Map<ClickId, ClickAttempt> first = firstOfEachClick(attempts);
                    Map<ClickId, RegisteredClick> known = books.clicks().find(first.keySet());
                    List<ClickAttempt> fresh =
                            first.values().stream()
                                    .filter(attempt -> !known.containsKey(idOf(attempt)))
                                    .toList();
                    Map<ClickId, RegisteredClick> decided = charge(books, advertiserId, fresh);
                    books.clicks().insert(List.copyOf(decided.values()));
                    return answers(attempts, known, decided);
                });
    }

    private Map<ClickId, RegisteredClick> charge(
            Ledger.Books books, AdvertiserId advertiserId, List<ClickAttempt> fresh) {
        if (fresh.isEmpty()) {
            return Map.of();
        }
        List<ClickToCharge> clicks =
                fresh.stream()
                        .map(
                                attempt ->
                                        new ClickToCharge(
                                                attempt.ad(),
                                                attempt.deviceId(),
                                                attempt.sessionId(),
                                                books.at(attempt.time())))
                        .toList();
        List<ClickOutcome> outcomes =
                Objects.requireNonNull(
                        books.<List<ClickOutcome>>dispatch(
                                new ChargeClicks(advertiserId, clicks, clicks.getLast().at())));
        Map<ClickId, RegisteredClick> decided = new LinkedHashMap<>();
        for (int i = 0; i < fresh.size(); i++) {
            ClickAttempt attempt = fresh.get(i);
            decided.put(idOf(attempt), registered(attempt, outcomes.get(i)));
        }
        return decided;
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
        Map<ClickId, RegisteredClick> all = new HashMap<>(known);
        all.putAll(decided);
        var firsts = new HashMap<>(decided);
        List<ClickAnswer> answers = new ArrayList<>(attempts.size());
        for (ClickAttempt attempt : attempts) {
            RegisteredClick click = Objects.requireNonNull(all.get(idOf(attempt)));
            // Only the first attempt of a click that was decided just now is no repeat.
            boolean repeated = firsts.remove(idOf(attempt)) == null;
            answers.add(
                    click.shopper().equals(shopperOf(attempt))
                            ? ClickAnswer.of(click, repeated)
                            : new ClickAnswer.SomebodyElses());
        }
        return answers;
    }

    private static Map<ClickId, ClickAttempt> firstOfEachClick(List<ClickAttempt> attempts) {
        Map<ClickId, ClickAttempt> first = new LinkedHashMap<>();
        attempts.forEach(attempt -> first.putIfAbsent(idOf(attempt), attempt));
        return first;
    }

    private static ClickId idOf(ClickAttempt attempt) {
        return attempt.ad().clickId();
    }

    private static UUID shopperOf(ClickAttempt attempt) {
        return RegisteredClick.shopper(attempt.deviceId(), attempt.sessionId());
    }
}
