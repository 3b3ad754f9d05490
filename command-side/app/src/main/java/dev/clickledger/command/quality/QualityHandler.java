package dev.clickledger.command.quality;

import static dev.clickledger.command.messages.Messages.required;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.command.messages.Messages;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.domain.campaign.AdjustCampaignQuality;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Quality scores. Idempotent by the campaign's own state: it takes only what is newer than the
 * newest that it has.
 */
@Component
class QualityHandler implements MessageListener<String, byte[]> {

    private final Ledger ledger;

    QualityHandler(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        QualityRecord sent = Messages.read(message.value(), QualityRecord.class);
        ledger.send(
                new AdjustCampaignQuality(
                        required("campaign_id", sent.campaignId(), CampaignId::new),
                        sent.quality(),
                        sent.measuredQuality(),
                        sent.impressions(),
                        sent.clicks(),
                        sent.expectedCtr(),
                        required("policy_version", sent.policyVersion()),
                        required("timestamp", sent.timestamp())));
    }
}
