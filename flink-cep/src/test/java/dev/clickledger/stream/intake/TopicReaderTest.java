package dev.clickledger.stream.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.contracts.topics.DeadLetterRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicReaderTest {

    private static final String SERVED_AD = "0190a1b2-0000-7000-8000-000000000001";

    private static final String CLICK =
            """
            {"event_type":"CLICK","event_id":"0190a1b2-0000-7000-8000-000000000001",
             "timestamp":"2026-03-01T12:00:00.123Z","publication":7,"device_id":"d","session_id":"s",
             "ad_id":"a","campaign_id":"c","advertiser_id":"v","product_id":"p","placement":"HOME",
             "bid_price":300,"actual_price":260,"category":"shoes","auction_id":"u",
             "a_field_of_the_future":1}""";

    private static final String ORDER =
            """
            {"event_type":"CONVERSION","event_id":"e","timestamp":"2026-03-01T12:00:00Z",
             "recorded_at":"2026-03-01T13:00:00Z","publication":8,"device_id":"d","order_id":"o",
             "product_id":"p","revenue_amount":50000,"conversion_type":"PURCHASE",
             "attribution_window":24,"change":"NEW"}""";

    private final Counter unreadable = new SimpleCounter();

    @Test
    void readsAClick() {
        AdEventMessage message = read(new AdEventsReader(), CLICK, null).getFirst();

        ChargedClick click = message.click();
        assertThat(message.isHeartbeat()).isFalse();
        assertThat(click.clickId()).isEqualTo("0190a1b2-0000-7000-8000-000000000001");
        assertThat(Instant.ofEpochMilli(click.timeMillis()))
                .hasToString("2026-03-01T12:00:00.123Z");
        assertThat(click.publication()).isEqualTo(7);
        assertThat(click.actualPrice()).isEqualTo(260);
    }

    @Test
    void placesAnOrderInTheStreamWhereItWasRecorded() {
        OrderedProduct order =
                read(new ConversionEventsReader(), ORDER, "CONVERSION").getFirst().order();

        assertThat(Instant.ofEpochMilli(order.timeMillis())).hasToString("2026-03-01T13:00:00Z");
        assertThat(Instant.ofEpochMilli(order.happenedMillis()))
                .hasToString("2026-03-01T12:00:00Z");
        assertThat(order.change()).isEqualTo(ConversionChange.NEW);
    }

    @Test
    void placesAnOrderFromTheFutureWhereItHappens() {
        String ahead = ORDER.replace("13:00:00Z", "11:59:30Z");

        OrderedProduct order = read(new ConversionEventsReader(), ahead, null).getFirst().order();

        assertThat(order.timeMillis()).isEqualTo(order.happenedMillis());
    }

    @Test
    void readsHeartbeats() {
        Instant through = Instant.parse("2026-03-01T12:00:00.123Z");

        assertThat(read(new AdEventsReader(), json(AdEventRecord.heartbeat(through)), "HEARTBEAT"))
                .containsExactly(AdEventMessage.heartbeat(through.toEpochMilli()));
        assertThat(
                        read(
                                new ConversionEventsReader(),
                                json(ConversionRecord.heartbeat(through)),
                                null))
                .containsExactly(OrderMessage.heartbeat(through.toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsAnImpressionAndTellsByItsIdWhatItSays(boolean viewable) {
        String id = "imp-" + SERVED_AD + (viewable ? "-viewable" : "-served");
        AdEventMessage message =
                read(new AdEventsReader(), impression(id, SERVED_AD), "IMPRESSION").getFirst();

        Impression impression = message.impression();
        assertThat(message.isHeartbeat()).isFalse();
        assertThat(message.click()).isNull();
        assertThat(impression.eventId()).isEqualTo(id);
        assertThat(impression.viewable()).isEqualTo(viewable);
        assertThat(impression.clickId()).isEqualTo(SERVED_AD);
        assertThat(impression.servedMillis()).isEqualTo(0x0190a1b20000L);
        assertThat(Instant.ofEpochMilli(impression.timeMillis()))
                .hasToString("2026-03-01T12:00:00.123Z");
    }

    @ParameterizedTest
    @CsvSource({
        "imp-another-served, " + SERVED_AD,
        SERVED_AD + ", " + SERVED_AD,
        "imp-click-served, click"
    })
    void leavesOutAnImpressionThatRepeatsCouldNotBeToldOf(String id, String clickId) {
        isADeadLetter(read(new AdEventsReader(), impression(id, clickId), null));
    }

    private static String impression(String eventId, String clickId) {
        return CLICK.replace("\"CLICK\"", "\"IMPRESSION\"")
                .replace("\"" + SERVED_AD + "\"", "\"" + eventId + "\"")
                .replace("\"bid_price\"", "\"click_id\":\"" + clickId + "\",\"bid_price\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONVERSION", "SOMETHING_NEW"})
    void leavesOtherEventsAloneByHeaderWithoutParsingAndByTypeWithoutHeader(String type) {
        assertThat(read(new AdEventsReader(), "not even JSON", type)).isEmpty();
        assertThat(read(new AdEventsReader(), CLICK.replace("\"CLICK\"", "\"" + type + "\""), null))
                .isEmpty();
        assertThat(unreadable.getCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "{}",
                "[]",
                "null",
                "{\"event_type\":\"CLICK\"}",
                "{\"event_type\":\"CLICK\",\"timestamp\":\"yesterday\"}",
                "{\"event_type\":\"HEARTBEAT\",\"timestamp\":\"+999999999-01-01T00:00:00Z\"}",
                "{\"event_type\":\"HEARTBEAT\",\"timestamp\":\"+10000-01-01T00:00:00Z\"}"
            })
    void leavesOutAndCountsWhatItCannotRead(String json) {
        isADeadLetter(read(new AdEventsReader(), json, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "device_id",
                "ad_id",
                "campaign_id",
                "advertiser_id",
                "product_id",
                "actual_price",
                "event_id"
            })
    void leavesOutAClickWithout(String field) {
        isADeadLetter(read(new AdEventsReader(), CLICK.replace(field, "x_" + field), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"device_id", "order_id", "product_id", "revenue_amount", "recorded_at"})
    void leavesOutAnOrderWithout(String field) {
        isADeadLetter(read(new ConversionEventsReader(), ORDER.replace(field, "x_" + field), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1000000000000001", "9223372036854775807"})
    void leavesOutAnAmountThatCannotBeAddedUp(String won) {
        isADeadLetter(read(new AdEventsReader(), CLICK.replace("260", won), null));
        String order = ORDER.replace("50000", won);
        assertThat(read(new ConversionEventsReader(), order, null).getFirst().unreadable())
                .isNotNull();
    }

    @Test
    void leavesOutAChangeItDoesNotKnow() {
        isADeadLetter(read(new ConversionEventsReader(), ORDER.replace("NEW", "UNDONE"), null));
    }

    @Test
    void saysOfADeadLetterWhereItWasAndWhy() {
        String json = CLICK.replace("\"d\"", "\"기기\"").replace("ad_id", "x_ad_id");

        AdEventMessage message = read(new AdEventsReader(), json, "CLICK").getFirst();

        assertThat(message.isHeartbeat()).isFalse();
        assertThat(message.unreadable())
                .isEqualTo(
                        new DeadLetterRecord(
                                "topic-0@42",
                                "topic",
                                0,
                                42,
                                Instant.EPOCH,
                                null,
                                "ad_id is missing",
                                json.getBytes(StandardCharsets.UTF_8).length,
                                false,
                                DeadLetterRecord.UTF_8,
                                json));
    }

    private void isADeadLetter(List<? extends TopicMessage> read) {
        assertThat(read)
                .singleElement()
                .satisfies(
                        message -> {
                            assertThat(message.isHeartbeat()).isFalse();
                            assertThat(letter(message).deadLetterId()).isEqualTo("topic-0@42");
                            assertThat(letter(message).reason()).isNotBlank();
                        });
        assertThat(unreadable.getCount()).isOne();
    }

    private static DeadLetterRecord letter(TopicMessage message) {
        return switch (message) {
            case AdEventMessage ad -> ad.unreadable();
            case OrderMessage order -> order.unreadable();
            default -> throw new AssertionError(message);
        };
    }

    private static String json(Object record) {
        return ContractJson.strict().writeValueAsString(record);
    }

    private <T extends TopicMessage> List<T> read(
            TopicReader<T> reader, String json, String header) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("topic", 0, 42, null, json.getBytes(StandardCharsets.UTF_8));
        if (header != null) {
            record.headers().add("event_type", header.getBytes(StandardCharsets.UTF_8));
        }
        List<T> read = new ArrayList<>();
        reader.open(new Initialization());
        reader.deserialize(record, new ListCollector<>(read));
        return read;
    }

    private final class Initialization implements DeserializationSchema.InitializationContext {

        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup() {
                @Override
                public Counter counter(String name) {
                    return unreadable;
                }
            };
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException("no code to load");
        }
    }
}
