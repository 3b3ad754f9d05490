package dev.clickledger.checks.simulation;

import dev.clickledger.command.messages.UnusableMessageException;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.CompensationRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The topic of verdicts: written by a judge who picks charged clicks, sometimes the same twice and
 * sometimes somebody else's; read with every freedom that Kafka has. Messages of one key stay in
 * order, others overtake each other; all may come again.
 */
final class Verdicts {

    private static final int MOST_PENDING = 30;
    private static final int RECENT = 60;

    @SuppressWarnings("ArrayRecordComponent") // compared by identity is what is meant
    private record Message(AdvertiserId advertiser, List<ClickId> due, byte[] value) {}

    private final SimulatedStore store;
    private final Dice dice;
    private final List<ClickCharged> published = new ArrayList<>();
    private final List<Message> pending = new ArrayList<>();
    private final List<Message> handled = new ArrayList<>();

    Verdicts(SimulatedStore store, Dice dice) {
        this.store = store;
        this.dice = dice;
    }

    /** The click has come out of the event store. */
    void published(ClickCharged click) {
        published.add(click);
    }

    void judge() {
        if (published.isEmpty() || pending.size() >= MOST_PENDING) {
            return;
        }
        if (!handled.isEmpty() && dice.oneIn(4)) {
            pending.add(dice.of(handled));
            return;
        }
        ClickCharged first = anyClick();
        List<ClickCharged> clicks = new ArrayList<>(List.of(first));
        for (int more = dice.below(4); more > 0; more--) {
            ClickCharged other = anyClick();
            // Somebody else's clicks are not given back.
            if (other.advertiserId().equals(first.advertiserId()) || dice.oneIn(10)) {
                clicks.add(other);
            }
        }
        AdvertiserId advertiser = first.advertiserId();
        pending.add(new Message(advertiser, dueOf(clicks, advertiser), value(first, clicks)));
    }

    private ClickCharged anyClick() {
        return published.get(published.size() - 1 - dice.below(Math.min(RECENT, published.size())));
    }

    private static List<ClickId> dueOf(List<ClickCharged> clicks, AdvertiserId advertiser) {
        return clicks.stream()
                .filter(click -> click.advertiserId().equals(advertiser))
                .map(click -> click.ad().clickId())
                .toList();
    }

    private static byte[] value(ClickCharged first, List<ClickCharged> clicks) {
        return ContractJson.strict()
                .writeValueAsBytes(
                        new CompensationRecord(
                                first.at().plus(Duration.ofMinutes(5)),
                                "compensation-" + first.ad().clickId(),
                                first.advertiserId().value(),
                                first.ad().campaignId().value(),
                                first.ad().adId().value(),
                                first.deviceId().value(),
                                clicks.size(),
                                clicks.stream().mapToLong(c -> c.amount().amount()).sum(),
                                clicks.stream().map(ClickCharged::at).toList(),
                                clicks.stream().map(c -> c.ad().clickId().toString()).toList(),
                                CompensationRecord.FIVE_MINUTES,
                                CompensationRecord.DUPLICATE_CLICK_DETECTED,
                                CompensationRecord.BALANCE_REFUND));
    }

    void deliver(SimulatedNode node) {
        if (pending.isEmpty()) {
            return;
        }
        Message message = firstOfItsKey(dice.below(pending.size()));
        try {
            node.handleCompensation(message.value());
        } catch (UnusableMessageException putAside) {
            throw new Violation(
                    Invariant.FAILURES_ARE_EXPECTED, "refused: " + putAside.getMessage());
        } catch (RuntimeException | NodeCrashed | Mishap failed) {
            Failing.check(failed);
            return; // comes again
        }
        for (ClickId id : message.due()) {
            Violation.unless(
                    store.refunds().containsKey(id),
                    Invariant.ANSWERS_ARE_STORED,
                    "%s is said to be given back",
                    id);
        }
        // Handled, but that may be forgotten.
        if (!dice.oneIn(6)) {
            pending.remove(message);
            handled.add(message);
        }
    }

    private Message firstOfItsKey(int index) {
        AdvertiserId key = pending.get(index).advertiser();
        return pending.stream().filter(m -> m.advertiser().equals(key)).findFirst().orElseThrow();
    }

    boolean arePending() {
        return !pending.isEmpty();
    }

    /** All clicks whose verdict was handled, or will be. */
    Set<ClickId> due() {
        Set<ClickId> due = new HashSet<>();
        handled.forEach(message -> due.addAll(message.due()));
        return due;
    }

    @Override
    public String toString() {
        return "%d verdicts pending, %d handled".formatted(pending.size(), handled.size());
    }
}
