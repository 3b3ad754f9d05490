package dev.clickledger.stream.intake;

import static dev.clickledger.contracts.topics.AdEventRecord.CLICK;
import static dev.clickledger.contracts.topics.AdEventRecord.HEARTBEAT;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** {@code ad-events}: clicks and heartbeats. Impressions and conversions are left unparsed. */
public final class AdEventsReader extends TopicReader<ClickMessage> {

    private static final long serialVersionUID = 1L;

    @Override
    public TypeInformation<ClickMessage> getProducedType() {
        return TypeInformation.of(ClickMessage.class);
    }

    @Override
    boolean isUsed(String eventType) {
        return eventType.equals(CLICK) || eventType.equals(HEARTBEAT);
    }

    @Override
    @Nullable ClickMessage read(byte[] json) throws UnreadableRecordException {
        AdEventRecord record =
                Required.field(
                        "the record", ContractJson.tolerant().readValue(json, AdEventRecord.class));
        long timeMillis = Required.timeMillis("timestamp", record.timestamp());
        return switch (Required.field("event_type", record.eventType())) {
            case HEARTBEAT -> ClickMessage.heartbeat(timeMillis);
            case CLICK -> ClickMessage.of(click(record, timeMillis));
            default -> null;
        };
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
                record.bidPrice() == null ? 0 : record.bidPrice(),
                Required.field("actual_price", record.actualPrice()),
                record.searchTerm(),
                record.category(),
                record.auctionId());
    }
}
