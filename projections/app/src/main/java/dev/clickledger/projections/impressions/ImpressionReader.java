package dev.clickledger.projections.impressions;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ImpressionIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Finds the impressions among the records of {@code ad-events}. */
final class ImpressionReader {

    private static final byte[] TYPE = AdEventRecord.IMPRESSION.getBytes(StandardCharsets.US_ASCII);

    /** It says that it is an impression, and is none of ours. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message, null, false, false);
        }
    }

    private ImpressionReader() {}

    /**
     * @return nothing when it is about something else
     */
    static Optional<Impression> read(ConsumerRecord<byte[], byte[]> message)
            throws UnreadableException {
        Header type = message.headers().lastHeader("event_type");
        if (type != null && !Arrays.equals(type.value(), TYPE)) {
            return Optional.empty();
        }
        try {
            AdEventRecord sent =
                    ContractJson.tolerant()
                            .readValue(required("a payload", message.value()), AdEventRecord.class);
            return sent != null && AdEventRecord.IMPRESSION.equals(sent.eventType())
                    ? Optional.of(impression(sent, Instant.ofEpochMilli(message.timestamp())))
                    : Optional.empty();
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw new UnreadableException(String.valueOf(wrong.getMessage()));
        }
    }

    private static Impression impression(AdEventRecord sent, Instant appendedAt) {
        ClickId clickId = ClickId.of(required("click_id", sent.clickId()));
        return new Impression(
                clickId,
                isViewable(clickId, sent.eventId()),
                new CampaignId(required("campaign_id", sent.campaignId())),
                new AdId(required("ad_id", sent.adId())),
                appendedAt);
    }

    /** By its id, which is what tells repeats. */
    private static boolean isViewable(ClickId clickId, @Nullable String eventId) {
        if (ImpressionIds.served(clickId).equals(eventId)) {
            return false;
        }
        if (ImpressionIds.viewable(clickId).equals(eventId)) {
            return true;
        }
        throw new IllegalArgumentException("event_id is not derived from click_id: " + eventId);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }
}
