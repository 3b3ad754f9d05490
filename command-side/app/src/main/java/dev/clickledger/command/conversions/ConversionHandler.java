package dev.clickledger.command.conversions;

import static dev.clickledger.command.messages.Messages.required;

import dev.clickledger.command.ledger.Ledger;
import dev.clickledger.command.messages.Messages;
import dev.clickledger.command.messages.UnusableMessageException;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.OrderId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.domain.order.MatchConversion;
import dev.clickledger.domain.order.OrderCommand;
import dev.clickledger.domain.order.RestateConversion;
import dev.clickledger.domain.order.RetractConversion;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.stereotype.Component;

/**
 * Matches. Idempotent by the order's own state: a product of an order is matched once, what is left
 * of it only falls, and a retraction is final.
 */
@Component
class ConversionHandler implements MessageListener<String, byte[]> {

    /** The conversion's id, then what happened to it. */
    private static final Pattern EVENT_ID =
            Pattern.compile("(cnv-[0-9a-f]{32})-(?:new|restatement|retraction)\\b.*");

    private final Ledger ledger;

    ConversionHandler(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> message) {
        // Impressions, clicks and heartbeats share the topic and outnumber conversions by far.
        if (!Messages.mayBe(AdEventRecord.CONVERSION, message.headers(), message.value())) {
            return;
        }
        AdEventRecord sent = Messages.read(message.value(), AdEventRecord.class);
        if (AdEventRecord.CONVERSION.equals(sent.eventType())) {
            ledger.send(command(sent));
        }
    }

    private static OrderCommand command(AdEventRecord sent) {
        OrderId order = required("order_id", sent.orderId(), OrderId::new);
        ProductId product = required("product_id", sent.productId(), ProductId::new);
        String conversion = conversionId(required("event_id", sent.eventId()));
        Instant at = required("timestamp", sent.timestamp());
        return switch (required("change", sent.change(), ConversionChange::valueOf)) {
            case NEW ->
                    new MatchConversion(
                            order,
                            product,
                            conversion,
                            required("click_id", sent.clickId(), ClickId::of),
                            required("ad_id", sent.adId(), AdId::new),
                            required("campaign_id", sent.campaignId(), CampaignId::new),
                            required("advertiser_id", sent.advertiserId(), AdvertiserId::new),
                            revenue(sent),
                            required("click_timestamp", sent.clickTimestamp()),
                            at);
            case RESTATEMENT ->
                    new RestateConversion(order, product, conversion, revenue(sent), at);
            case RETRACTION -> new RetractConversion(order, product, conversion, at);
        };
    }

    private static Money revenue(AdEventRecord sent) {
        return Money.won(required("revenue_amount", sent.revenueAmount()));
    }

    private static String conversionId(String eventId) {
        Matcher id = EVENT_ID.matcher(eventId);
        if (!id.matches()) {
            throw new UnusableMessageException(
                    "event_id must be cnv-<32 hex digits>-<what happened>, not " + eventId);
        }
        return id.group(1);
    }
}
