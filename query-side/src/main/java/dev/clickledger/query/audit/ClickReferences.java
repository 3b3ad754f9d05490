package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.OrderEvent.ConversionMatched;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.ClickRegister;
import dev.clickledger.eventstore.EventStoreException;
import dev.clickledger.eventstore.PostgresClickRegister;
import dev.clickledger.eventstore.RegisteredClick;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Events that speak of a click: it must have been charged, to that advertiser and campaign; a
 * refund must be what it was charged. Looked up in the click register, which is itself compared
 * with the events of the clicks, some hundred at a time.
 */
final class ClickReferences {

    private static final int BATCH = 500;

    private final ClickRegister register;
    private final KeptClicks kept;
    private final Findings findings;
    private final List<Reference> waiting = new ArrayList<>(BATCH);

    ClickReferences(Connection connection, KeptClicks kept, Findings findings) {
        this.kept = kept;
        this.register = new PostgresClickRegister(() -> connection);
        this.findings = findings;
    }

    void refunded(ClickRefunded e, long offset) {
        add(
                new Reference(
                        "a refund",
                        offset,
                        e.clickId(),
                        e.advertiserId(),
                        e.campaignId(),
                        e.amount(),
                        e.businessDay()));
    }

    void matched(ConversionMatched e, long offset) {
        add(
                new Reference(
                        "a conversion",
                        offset,
                        e.clickId(),
                        e.advertiserId(),
                        e.campaignId(),
                        null,
                        null));
    }

    private void add(Reference reference) {
        if (kept.forgot(reference.clickId())) {
            return;
        }
        waiting.add(reference);
        if (waiting.size() == BATCH) {
            check();
        }
    }

    /** Checks what has come in since the last time. */
    void check() {
        try {
            Map<ClickId, RegisteredClick> clicks =
                    register.find(waiting.stream().map(Reference::clickId).toList());
            for (Reference reference : waiting) {
                RegisteredClick click = clicks.get(reference.clickId());
                if (click == null || !reference.fits(click)) {
                    findings.add(
                            reference.what() + " that no charged click accounts for",
                            "event " + reference.offset() + " click " + reference.clickId(),
                            reference.describe(),
                            click == null ? "no such click" : describe(click));
                }
            }
        } catch (EventStoreException failed) {
            throw new AuditFailedException("reading the click register", failed);
        }
        waiting.clear();
    }

    private static String describe(RegisteredClick click) {
        return (click.charged() ? "charged " + click.amount().amount() : "declined")
                + " to "
                + click.advertiserId()
                + ", "
                + click.campaignId()
                + ", on "
                + click.businessDay();
    }

    private record Reference(
            String what,
            long offset,
            ClickId clickId,
            AdvertiserId advertiser,
            CampaignId campaign,
            @Nullable Money amount,
            @Nullable LocalDate day) {

        boolean fits(RegisteredClick click) {
            return click.charged()
                    && click.advertiserId().equals(advertiser)
                    && click.campaignId().equals(campaign)
                    && (amount == null || click.amount().equals(amount))
                    && (day == null || click.businessDay().equals(day));
        }

        String describe() {
            return "charged "
                    + (amount == null ? "" : amount.amount() + " ")
                    + "to "
                    + advertiser
                    + ", "
                    + campaign
                    + (day == null ? "" : ", on " + day);
        }
    }
}
