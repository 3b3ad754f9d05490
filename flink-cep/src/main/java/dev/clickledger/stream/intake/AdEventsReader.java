package dev.clickledger.stream.intake;

import static dev.clickledger.contracts.topics.AdEventRecord.CLICK;
import static dev.clickledger.contracts.topics.AdEventRecord.HEARTBEAT;
import static dev.clickledger.contracts.topics.AdEventRecord.IMPRESSION;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.DeadLetterRecord;
import dev.clickledger.contracts.topics.ImpressionIds;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** {@code ad-events}: clicks, impressions and heartbeats. Conversions are left unparsed. */
public final class AdEventsReader extends TopicReader<AdEventMessage> {

    private static final long serialVersionUID = 1L;

    @Override
    public TypeInformation<AdEventMessage> getProducedType() {
        return TypeInformation.of(AdEventMessage.class);
    }

    @Override
    boolean isUsed(String eventType) {
        return eventType.equals(IMPRESSION)
                || eventType.equals(CLICK)
                || eventType.equals(HEARTBEAT);
    }

    @Override
    @Nullable AdEventMessage read(byte[] json) throws UnreadableRecordException {
        AdEventRecord record =
                Required.field(
                        "the record", ContractJson.tolerant().readValue(json, AdEventRecord.class));
        long timeMillis = Required.timeMillis("timestamp", record.timestamp());
        return switch (Required.field("event_type", record.eventType())) {
            case HEARTBEAT -> AdEventMessage.heartbeat(timeMillis);
            case CLICK -> AdEventMessage.of(click(record, timeMillis));
            case IMPRESSION -> AdEventMessage.of(impression(record, timeMillis));
            default -> null;
        };
    }

    @Override
    AdEventMessage unreadable(DeadLetterRecord letter) {
        return AdEventMessage.of(letter);
    }

    private static ChargedClick click(AdEventRecord record, long timeMillis)
            throws UnreadableRecordException {
        String eventId = Required.field("event_id", record.eventId());
        return new ChargedClick(
                record.clickId() == null ? eventId : record.clickId(),
                timeMillis,
                record.publication(),
                Required.field("device_id", record.deviceId()),
                record.sessionId(),
                Required.field("ad_id", record.adId()),
                Required.field("campaign_id", record.campaignId()),
                Required.field("advertiser_id", record.advertiserId()),
                Required.field("product_id", record.productId()),
                record.placement(),
                record.bidPrice() == null ? 0 : Required.amount("bid_price", record.bidPrice()),
                Required.amount("actual_price", record.actualPrice()),
                record.searchTerm(),
                record.category(),
                record.auctionId());
    }

    private static Impression impression(AdEventRecord record, long timeMillis)
            throws UnreadableRecordException {
        String eventId = Required.field("event_id", record.eventId());
        ClickId clickId = clickId(Required.field("click_id", record.clickId()));
        return new Impression(
                eventId,
                timeMillis,
                Required.field("device_id", record.deviceId()),
                record.sessionId(),
                clickId.toString(),
                Required.field("ad_id", record.adId()),
                Required.field("campaign_id", record.campaignId()),
                Required.field("advertiser_id", record.advertiserId()),
                Required.field("product_id", record.productId()),
                record.placement(),
                record.category(),
                record.searchTerm(),
                isViewable(clickId, eventId));
    }

    private static ClickId clickId(String text) throws UnreadableRecordException {
        try {
            return ClickId.of(text);
        } catch (IllegalArgumentException noClickId) {
            throw new UnreadableRecordException("click_id is " + text);
        }
    }

    /** By its id, which is what tells repeats. */
    private static boolean isViewable(ClickId clickId, String eventId)
            throws UnreadableRecordException {
        if (eventId.equals(ImpressionIds.viewable(clickId))) {
            return true;
        }
        if (eventId.equals(ImpressionIds.served(clickId))) {
            return false;
        }
        throw new UnreadableRecordException("event_id is not derived from click_id: " + eventId);
    }
}
