package dev.clickledger.command.compensation;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.domain.balance.ClickToRefund;
import dev.clickledger.domain.balance.RefundClicks;
import dev.clickledger.eventstore.AlreadyRegisteredException;
import dev.clickledger.eventstore.RegisteredClick;
import dev.clickledger.eventstore.RegisteredRefund;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Gives charged clicks back. Idempotent by click: each is given back once, whatever verdicts name
 * it, because its row in the refund register is written in the transaction of the refund. The price
 * is the register's, not the verdict's.
 */
@Component
public final class Refunds {

    /** In one transaction. */
    private static final int MOST_REFUNDS = 500;

    private final Ledger ledger;

    public Refunds(Ledger ledger) {
        this.ledger = ledger;
    }

    /** What the stream job found. */
    public record Verdict(
            AdvertiserId advertiserId, String compensationId, String reason, Instant at) {}

    /**
     * @param ids each once
     * @return how many of them were charged to the advertiser, refunded now or before
     */
    public int refund(Verdict verdict, List<ClickId> ids) {
        int known = 0;
        for (int from = 0; from < ids.size(); from += MOST_REFUNDS) {
            List<ClickId> some = ids.subList(from, Math.min(from + MOST_REFUNDS, ids.size()));
            known += ledger.decide(books -> refund(books, verdict, some));
        }
        return known;
    }

    private static int refund(Ledger.Books books, Verdict verdict, List<ClickId> ids) {
        List<RegisteredClick> charged = charged(books, verdict.advertiserId(), ids);
        Set<ClickId> done = books.refunds().refunded(ids);
        List<RegisteredClick> due =
                charged.stream().filter(click -> !done.contains(click.clickId())).toList();
        if (!due.isEmpty()) {
            long first = give(books, command(verdict, due));
            List<RegisteredRefund> refunds = new ArrayList<>(due.size());
            for (int i = 0; i < due.size(); i++) {
                RegisteredClick click = due.get(i);
                refunds.add(new RegisteredRefund(click.clickId(), click.amount(), first + i));
            }
            books.refunds().insert(verdict.compensationId(), refunds);
        }
        return charged.size();
    }

    /**
     * The register was read before the balance was: when somebody else has given the same clicks
     * back in between, the balance may no longer have room for that, and refuses what it should not
     * have been asked for.
     */
    private static long give(Ledger.Books books, RefundClicks command) {
        try {
            return Objects.requireNonNull(books.<Long>dispatch(command));
        } catch (IllegalStateException noRoom) {
            List<ClickId> ids = command.clicks().stream().map(ClickToRefund::clickId).toList();
            if (books.refunds().refunded(ids).isEmpty()) {
                throw noRoom;
            }
            throw new AlreadyRegisteredException("given back elsewhere", noRoom);
        }
    }

    /** Those of the clicks that were charged to the advertiser, in their order. */
    private static List<RegisteredClick> charged(
            Ledger.Books books, AdvertiserId advertiserId, List<ClickId> ids) {
        Map<ClickId, RegisteredClick> found = books.clicks().find(ids);
        return ids.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .filter(click -> click.charged() && click.advertiserId().equals(advertiserId))
                .toList();
    }

    private static RefundClicks command(Verdict verdict, List<RegisteredClick> due) {
        return new RefundClicks(
                verdict.advertiserId(),
                verdict.compensationId(),
                verdict.reason(),
                due.stream()
                        .map(
                                click ->
                                        new ClickToRefund(
                                                click.clickId(),
                                                click.campaignId(),
                                                click.amount(),
                                                click.businessDay()))
                        .toList(),
                verdict.at());
    }
}
