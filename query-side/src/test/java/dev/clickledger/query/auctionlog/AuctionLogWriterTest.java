package dev.clickledger.query.auctionlog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AuctionRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Against Kafka's own stand-in for a producer. */
class AuctionLogWriterTest {

    private static final int ROOM = 10;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void writesEveryAuctionUnderItsId() throws InterruptedException {
        var producer = new StubProducer(true);
        try (var log = new AuctionLogWriter(producer, ROOM, meters).start()) {
            log.write(() -> record("auction-1"));
            log.write(() -> record("auction-2"));
            await().until(() -> producer.history().size() == 2);
        }

        ProducerRecord<String, byte[]> first = producer.history().getFirst();
        assertThat(first.topic()).isEqualTo("auction-log");
        assertThat(first.key()).isEqualTo("auction-1");
        assertThat(ContractJson.strict().readValue(first.value(), AuctionRecord.class))
                .isEqualTo(record("auction-1"));
        assertThat(count("written")).isEqualTo(2);
        assertThat(count("dropped")).isZero();
    }

    @Test
    void dropsAndCountsWhatKafkaDoesNotTake() throws InterruptedException {
        var producer = new StubProducer(true);
        producer.sendException = new TimeoutException("away");
        try (var log = new AuctionLogWriter(producer, ROOM, meters).start()) {
            log.write(() -> record("auction-1"));
            await().until(() -> count("dropped") == 1);
            producer.sendException = null;

            log.write(() -> record("auction-2"));
            await().until(() -> count("written") == 1);
        }
    }

    @Test
    void neverHoldsALookupUpWhileKafkaHoldsTheWriter() throws InterruptedException {
        var producer = new StubProducer(false);
        try (var log = new AuctionLogWriter(producer, ROOM, meters).start()) {
            log.write(() -> record("the one that Kafka holds"));
            assertThat(producer.entered.await(10, SECONDS)).isTrue();

            for (int i = 0; i < ROOM + 5; i++) {
                log.write(() -> record("auction"));
            }

            assertThat(count("dropped")).isEqualTo(5);
            producer.goOn.countDown();
            await().until(() -> count("written") == ROOM + 1);
        }
    }

    @Test
    void anAuctionThatCannotBeWrittenDownHoldsNoOtherUp() throws InterruptedException {
        var producer = new StubProducer(true);
        try (var log = new AuctionLogWriter(producer, ROOM, meters).start()) {
            log.write(
                    () -> {
                        throw new IllegalStateException("test");
                    });
            log.write(() -> record("auction-2"));
            await().until(() -> count("written") == 1);
            assertThat(count("dropped")).isEqualTo(1);
        }
    }

    private double count(String what) {
        return meters.get("clickledger.auction.log." + what).counter().count();
    }

    private static AuctionRecord record(String auctionId) {
        return new AuctionRecord(
                auctionId,
                Instant.parse("2024-01-15T10:30:00Z"),
                "HOME",
                null,
                null,
                List.of(),
                1,
                null,
                null,
                null,
                1,
                2,
                null,
                70,
                10,
                "SECOND_PRICE",
                1,
                1,
                0,
                0,
                Map.of(),
                List.of(),
                List.of(),
                true,
                List.of(),
                "NO_CANDIDATES");
    }

    /** Answers at once; may hold the first sender. */
    private static final class StubProducer extends MockProducer<String, byte[]> {

        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch goOn;

        StubProducer(boolean free) {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
            goOn = new CountDownLatch(free ? 0 : 1);
        }

        @Override
        public Future<RecordMetadata> send(
                ProducerRecord<String, byte[]> record, Callback callback) {
            entered.countDown();
            try {
                goOn.await();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return super.send(record, callback);
        }
    }
}
