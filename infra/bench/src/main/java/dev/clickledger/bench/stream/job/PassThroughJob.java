package dev.clickledger.bench.stream.job;

import dev.clickledger.bench.VoidResultException;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.AdEventsReader;
import dev.clickledger.stream.intake.ConversionEventsReader;
import dev.clickledger.stream.intake.HeartbeatWatermarks;
import dev.clickledger.stream.intake.OrderMessage;
import dev.clickledger.stream.output.KeyedJsonWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.jspecify.annotations.Nullable;

/**
 * The same sources with the same readers, by device to an operator that lets everything through,
 * and every click, impression and order as JSON into a topic, exactly-once.
 */
final class PassThroughJob extends KafkaTurn {

    static final String TOPIC = "passed-through";

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);

    PassThroughJob(String bootstrapServers, Path directory, Expected expected) {
        super("pass-through-job", bootstrapServers, directory, expected);
    }

    @Override
    List<String> writesTo() {
        return List.of(TOPIC);
    }

    @Override
    void define(StreamExecutionEnvironment env, String turn) {
        env.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        var adEvents =
                env.fromSource(
                                source(
                                        bootstrapServers,
                                        Topic.AD_EVENTS,
                                        turn,
                                        new AdEventsReader()),
                                new HeartbeatWatermarks<>(),
                                "ad-events")
                        .filter(message -> !message.isHeartbeat())
                        .keyBy(PassThroughJob::device);
        var orders =
                env.fromSource(
                                source(
                                        bootstrapServers,
                                        Topic.CONVERSION_EVENTS,
                                        turn,
                                        new ConversionEventsReader()),
                                new HeartbeatWatermarks<>(),
                                "conversion-events")
                        .filter(message -> !message.isHeartbeat())
                        .keyBy(message -> Objects.requireNonNull(message.order()).deviceId());
        adEvents.connect(orders)
                .process(new LetThrough(), TypeInformation.of(Passed.class))
                .sinkTo(sink(turn));
    }

    @Override
    void check(CommittedRecords written) {
        AtomicLong passed = new AtomicLong();
        written.forEach(TOPIC, Map.class, record -> passed.incrementAndGet());
        if (passed.get() != expected.events()) {
            throw new VoidResultException(
                    "%,d of %,d events passed".formatted(passed.get(), expected.events()));
        }
    }

    private KafkaSink<Passed> sink(String turn) {
        return KafkaSink.<Passed>builder()
                .setBootstrapServers(bootstrapServers)
                .setRecordSerializer(new KeyedJsonWriter<>(TOPIC, Passed::device))
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(turn)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setProperty(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1")
                .setProperty(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        String.valueOf(settings(turn).transactionTimeout().toMillis()))
                .build();
    }

    private static String device(AdEventMessage message) {
        return message.click() != null
                ? message.click().deviceId()
                : Objects.requireNonNull(message.impression()).deviceId();
    }

    /** One of the three, and whose it is. */
    public record Passed(
            String device, @Nullable AdEventMessage adEvent, @Nullable OrderMessage order) {}

    private static final class LetThrough
            extends KeyedCoProcessFunction<String, AdEventMessage, OrderMessage, Passed> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement1(
                AdEventMessage message, Context context, Collector<Passed> out) {
            out.collect(new Passed(context.getCurrentKey(), message, null));
        }

        @Override
        public void processElement2(OrderMessage message, Context context, Collector<Passed> out) {
            out.collect(new Passed(context.getCurrentKey(), null, message));
        }
    }
}
