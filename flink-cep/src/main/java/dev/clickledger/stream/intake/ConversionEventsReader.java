package dev.clickledger.stream.intake;

import static dev.clickledger.contracts.topics.ConversionRecord.CONVERSION;
import static dev.clickledger.contracts.topics.ConversionRecord.HEARTBEAT;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.contracts.topics.DeadLetterRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/** {@code conversion-events}: products ordered and cancelled, and heartbeats. */
public final class ConversionEventsReader extends TopicReader<OrderMessage> {

    private static final long serialVersionUID = 1L;

    @Override
    public TypeInformation<OrderMessage> getProducedType() {
        return TypeInformation.of(OrderMessage.class);
    }

    @Override
    boolean isUsed(String eventType) {
        return eventType.equals(CONVERSION) || eventType.equals(HEARTBEAT);
    }

    @Override
    @Nullable OrderMessage read(byte[] json) throws UnreadableRecordException {
        ConversionRecord record =
                Required.field(
                        "the record",
                        ContractJson.tolerant().readValue(json, ConversionRecord.class));
        long happenedMillis = Required.timeMillis("timestamp", record.timestamp());
        return switch (Required.field("event_type", record.eventType())) {
            case HEARTBEAT -> OrderMessage.heartbeat(happenedMillis);
            case CONVERSION -> OrderMessage.of(order(record, happenedMillis));
            default -> null;
        };
    }

    @Override
    OrderMessage unreadable(DeadLetterRecord letter) {
        return OrderMessage.of(letter);
    }

    private static OrderedProduct order(ConversionRecord record, long happenedMillis)
            throws UnreadableRecordException {
        long recordedMillis = Required.timeMillis("recorded_at", record.recordedAt());
        return new OrderedProduct(
                Required.field("event_id", record.eventId()),
                Math.max(recordedMillis, happenedMillis),
                happenedMillis,
                record.publication(),
                Required.field("device_id", record.deviceId()),
                record.sessionId(),
                Required.field("order_id", record.orderId()),
                Required.field("product_id", record.productId()),
                Required.amount("revenue_amount", record.revenueAmount()),
                record.conversionType(),
                change(record.change()),
                record.advertiserId());
    }

    private static ConversionChange change(@Nullable String text) throws UnreadableRecordException {
        if (text == null) {
            return ConversionChange.NEW;
        }
        try {
            return ConversionChange.valueOf(text);
        } catch (IllegalArgumentException unknown) {
            throw new UnreadableRecordException("change is " + text);
        }
    }
}
