package dev.clickledger.command.compensation;

import static dev.clickledger.command.messages.Messages.required;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.command.messages.Messages;
import dev.clickledger.command.messages.UnusableMessageException;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.domain.balance.ClickToRefund;
import dev.clickledger.domain.balance.RefundClicks;
import dev.clickledger.eventstore.ClickRegister;
import dev.clickledger.eventstore.RefundRegister;
import dev.clickledger.eventstore.RegisteredClick;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Refunds. Idempotent by click: each is given back once, whatever messages name it, because its row
 * in the refund register is written in the transaction of the refund. The price is the register's,
 * not the message's.
 */
@Component
class CompensationHandler implements MessageListener<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(CompensationHandler.class);

    /** In one transaction. */
    private static final int MOST_REFUNDS = 500;

    private final Ledger ledger;
    private final ClickRegister clicks;
    private final RefundRegister refunds;

    CompensationHandler(Ledger ledger, ClickRegister clicks, RefundRegister refunds) {
        this.ledger = ledger;
        this.clicks = clicks;
        this.refunds = refunds;
    }

    /** What a message asks for. */
    private record Verdict(
            AdvertiserId advertiserId, String compensationId, String reason, Instant at) {}

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        CompensationRecord sent = Messages.read(message.value(), CompensationRecord.class);
        var verdict =
                new Verdict(
                        required("advertiser_id", sent.advertiserId(), AdvertiserId::new),
                        required("compensation_id", sent.compensationId()),
                        required("reason", sent.reason()),
                        required("timestamp", sent.timestamp()));
        List<ClickId> ids =
                required("click_ids", sent.clickIds()).stream()
                        .map(id -> required("click_ids", id, ClickId::of))
                        .distinct()
                        .toList();
        if (ids.isEmpty()) {
            throw new UnusableMessageException("click_ids is empty");
        }
        for (int from = 0; from < ids.size(); from += MOST_REFUNDS) {
            refund(verdict, ids.subList(from, Math.min(from + MOST_REFUNDS, ids.size())));
        }
    }

    private void refund(Verdict verdict, List<ClickId> ids) {
        int known =
                ledger.decide(
                        books -> {
                            Map<ClickId, RegisteredClick> charged = charged(books, verdict, ids);
                            Set<ClickId> done = refunds.refunded(books.connection(), ids);
                            Map<ClickId, Money> due = new LinkedHashMap<>();
                            charged.forEach(
                                    (id, click) -> {
                                        if (!done.contains(id)) {
                                            due.put(id, click.amount());
                                        }
                                    });
                            if (!due.isEmpty()) {
                                books.dispatch(command(verdict, due, charged));
                                refunds.insert(books.connection(), verdict.compensationId(), due);
                            }
                            return charged.size();
                        });
        if (known == 0) {
            throw new UnusableMessageException(
                    "none of " + ids + " was charged to " + verdict.advertiserId());
        }
        if (known < ids.size()) {
            LOG.warn(
                    "{} names {} clicks that were not charged to {}",
                    verdict.compensationId(),
                    ids.size() - known,
                    verdict.advertiserId());
        }
    }

    /** Those of the clicks that were charged to the advertiser, in the message's order. */
    private Map<ClickId, RegisteredClick> charged(
            Ledger.Books books, Verdict verdict, List<ClickId> ids) throws SQLException {
        Map<ClickId, RegisteredClick> found = clicks.find(books.connection(), ids);
        Map<ClickId, RegisteredClick> charged = new LinkedHashMap<>();
        for (ClickId id : ids) {
            RegisteredClick click = found.get(id);
            if (click != null
                    && click.charged()
                    && click.advertiserId().equals(verdict.advertiserId())) {
                charged.put(id, click);
            }
        }
        return charged;
    }

    private RefundClicks command(
            Verdict verdict, Map<ClickId, Money> due, Map<ClickId, RegisteredClick> charged) {
        return new RefundClicks(
                verdict.advertiserId(),
                verdict.compensationId(),
                verdict.reason(),
                due.keySet().stream()
                        .map(charged::get)
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
