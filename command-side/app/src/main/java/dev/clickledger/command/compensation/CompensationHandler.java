package dev.clickledger.command.compensation;

import static dev.clickledger.command.messages.Messages.required;

import dev.clickledger.command.messages.Messages;
import dev.clickledger.command.messages.UnusableMessageException;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudVerdict;
import dev.clickledger.eventstore.KeptDays;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Verdicts of the stream job: refunds are given, marks only counted. Idempotent, because {@link
 * Refunds} are; a mark that comes twice may be counted twice.
 */
@Component
class CompensationHandler implements MessageListener<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(CompensationHandler.class);

    private final Refunds refunds;
    private final KeptDays days;
    private final Findings findings;

    CompensationHandler(Refunds refunds, KeptDays days, MeterRegistry meters) {
        this.refunds = refunds;
        this.days = days;
        this.findings = new Findings(meters);
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        CompensationRecord sent = Messages.read(message.value(), CompensationRecord.class);
        switch (verdictOf(sent)) {
            case MARK -> {}
            case REFUND -> refund(sent);
        }
        findings.count(sent, verdictOf(sent));
    }

    /** Before there were marks, every record was a refund and said no verdict. */
    private static FraudVerdict verdictOf(CompensationRecord sent) {
        return sent.verdict() == null
                ? FraudVerdict.REFUND
                : required("verdict", sent.verdict(), FraudVerdict::valueOf);
    }

    private void refund(CompensationRecord sent) {
        var verdict =
                new Refunds.Verdict(
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
        refund(verdict, ids.stream().filter(days::keeps).toList());
        List<ClickId> forgotten = ids.stream().filter(id -> !days.keeps(id)).toList();
        if (!forgotten.isEmpty()) {
            throw new UnusableMessageException(
                    "not refunded, for only clicks since %s are known: %s"
                            .formatted(days.oldest(), forgotten));
        }
    }

    private void refund(Refunds.Verdict verdict, List<ClickId> ids) {
        if (ids.isEmpty()) {
            return;
        }
        int known = refunds.refund(verdict, ids);
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
}
