package dev.clickledger.eventstore.sealing;

import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.eventstore.RawEvent;
import dev.clickledger.eventstore.UnreadableEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a proof bundle with nothing but itself and a public key: that each event is what was
 * sealed, that the seal is the key owner's, and that the events are those of one click.
 */
public final class ProofCheck {

    /**
     * @param proved in plain words; nothing when something is wrong
     * @param wrong what doesn't hold; nothing when the proof does
     */
    public record Verdict(List<String> proved, List<String> wrong) {

        public boolean holds() {
            return wrong.isEmpty();
        }
    }

    private final ProofBundle bundle;
    private final SealPublicKey key;
    private final EventCodec codec = new EventCodec();
    private final List<String> proved = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private ProofCheck(ProofBundle bundle, SealPublicKey key) {
        this.bundle = bundle;
        this.key = key;
    }

    public static Verdict check(ProofBundle bundle, SealPublicKey key) {
        return new ProofCheck(bundle, key).run();
    }

    private Verdict run() {
        List<BalanceEvent> events = new ArrayList<>();
        for (int i = 0; i < bundle.events().size(); i++) {
            String where = "event " + (i + 1);
            ProofBundle.ProvenEvent proven = bundle.events().get(i);
            RawEvent row = proven.row().event();
            // What is not proved is not read either: anything may be in it.
            BalanceEvent event =
                    sealHolds(where, proven.seal()) && isInSeal(where, row, proven)
                            ? read(where, row, proven)
                            : null;
            if (event != null) {
                events.add(event);
                proved.add(sentence(event));
                proved.add(sealed(row, proven));
            }
        }
        if (wrong.isEmpty()) {
            checkStory(events);
        }
        return wrong.isEmpty()
                ? new Verdict(List.copyOf(proved), List.of())
                : new Verdict(List.of(), List.copyOf(wrong));
    }

    private boolean sealHolds(String where, Seal seal) {
        String its = where + ": its seal " + seal.number();
        if (!seal.computedChain().equals(seal.chain())) {
            wrong.add(its + " was changed after it was signed");
            return false;
        }
        if (!seal.keyId().equals(key.keyId())) {
            wrong.add(
                    its
                            + " was signed with key "
                            + seal.keyId()
                            + ", not with the one given, "
                            + key.keyId());
            return false;
        }
        if (!key.signed(seal.chain(), seal.signature())) {
            wrong.add(its + " has a signature that is not the key's");
            return false;
        }
        return true;
    }

    private boolean isInSeal(String where, RawEvent row, ProofBundle.ProvenEvent proven) {
        Seal seal = proven.seal();
        Hash root;
        try {
            root =
                    MerkleTree.rootOf(
                            CanonicalRow.leaf(row), proven.index(), seal.events(), proven.path());
        } catch (IllegalArgumentException noPath) {
            wrong.add(where + ": its path leads to no root: " + noPath.getMessage());
            return false;
        }
        if (!root.equals(seal.root())) {
            wrong.add(where + " is not among the events of seal " + seal.number());
            return false;
        }
        if (row.position().compareTo(seal.first()) < 0
                || row.position().compareTo(seal.last()) > 0) {
            wrong.add(where + ": its position is not within seal " + seal.number());
            return false;
        }
        return true;
    }

    private @Nullable BalanceEvent read(
            String where, RawEvent row, ProofBundle.ProvenEvent proven) {
        try {
            if (!codec.typeName(row.type()).equals(proven.type())
                    || !ProofBundle.readable(row, codec).equals(proven.readable())) {
                wrong.add(where + ": what it says in words is not what was sealed");
                return null;
            }
            DomainEvent event = codec.decode(row.type(), row.revision(), row.payload());
            if (event instanceof BalanceEvent ofBalance
                    && row.aggregateId().equals("balance/" + ofBalance.advertiserId())) {
                return ofBalance;
            }
            wrong.add(where + " is not an event of a balance");
        } catch (UnreadableEventException unreadable) {
            wrong.add(where + " can't be read: " + unreadable.getMessage());
        }
        return null;
    }

    /** A click is charged or declined once, and given back once at the most. */
    private void checkStory(List<BalanceEvent> events) {
        if (events.isEmpty()) {
            wrong.add("the file holds no event");
            return;
        }
        BalanceEvent decided = events.getFirst();
        if (clickOf(decided) == null || decided instanceof ClickRefunded) {
            wrong.add("event 1 is not a charged or declined click");
        }
        for (BalanceEvent event : events) {
            if (!bundle.clickId().equals(clickOf(event))) {
                wrong.add("an event is not one of click " + bundle.clickId());
            }
        }
        if (events.size() > 2) {
            wrong.add("a click has two events at the most");
        } else if (events.size() == 2
                && !(decided instanceof ClickCharged charged
                        && events.getLast() instanceof ClickRefunded refund
                        && isRefundOf(charged, refund))) {
            wrong.add("event 2 is not a refund of what event 1 charged");
        }
    }

    private boolean isRefundOf(ClickCharged charged, ClickRefunded refund) {
        return charged.advertiserId().equals(refund.advertiserId())
                && charged.ad().campaignId().equals(refund.campaignId())
                && !refund.amount().isMoreThan(charged.amount())
                && bundle.events().getFirst().row().sequence()
                        < bundle.events().getLast().row().sequence();
    }

    private static @Nullable ClickId clickOf(BalanceEvent event) {
        return switch (event) {
            case ClickCharged e -> e.ad().clickId();
            case ClickDeclined e -> e.ad().clickId();
            case ClickRefunded e -> e.clickId();
            case BalanceEvent.BalanceOpened ignored -> null;
            case BalanceEvent.BalanceToppedUp ignored -> null;
            case BalanceEvent.AdvertiserSpendingSet ignored -> null;
            case BalanceEvent.SpendingLimitSet ignored -> null;
        };
    }

    private static String sentence(BalanceEvent event) {
        return switch (event) {
            case ClickCharged e ->
                    "Click %s was charged %s won at %s, to advertiser %s for campaign %s (ad %s, product %s, business day %s)."
                            .formatted(
                                    e.ad().clickId(),
                                    won(e.amount()),
                                    e.at(),
                                    e.advertiserId(),
                                    e.ad().campaignId(),
                                    e.ad().adId(),
                                    e.ad().productId(),
                                    e.businessDay());
            case ClickDeclined e ->
                    "Click %s was declined at %s (%s): advertiser %s was charged nothing for it."
                            .formatted(e.ad().clickId(), e.at(), e.reason(), e.advertiserId());
            case ClickRefunded e ->
                    "Of click %s, %s won were given back to advertiser %s at %s (%s, compensation %s)."
                            .formatted(
                                    e.clickId(),
                                    won(e.amount()),
                                    e.advertiserId(),
                                    e.at(),
                                    e.reason(),
                                    e.compensationId());
            case BalanceEvent.BalanceOpened ignored -> "";
            case BalanceEvent.BalanceToppedUp ignored -> "";
            case BalanceEvent.AdvertiserSpendingSet ignored -> "";
            case BalanceEvent.SpendingLimitSet ignored -> "";
        };
    }

    private static String sealed(RawEvent row, ProofBundle.ProvenEvent proven) {
        Seal seal = proven.seal();
        return "  Position %s, event %d of %d in seal %d, sealed at %s with key %s."
                .formatted(
                        row.position(),
                        proven.index() + 1,
                        seal.events(),
                        seal.number(),
                        seal.sealedAt(),
                        seal.keyId());
    }

    private static String won(Money amount) {
        return String.format(Locale.ROOT, "%,d", amount.amount());
    }
}
