package dev.clickledger.bench.stream.counts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.EmitStrategy;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.BuiltInDslStoreSuppliers;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Two threads that count in memory, with a changelog. Views get to their campaign's thread through
 * a topic: the smallest record that does it is the campaign as key, the time, and an empty value.
 * The store keeps windows longer than they are open: a jump in time drops them from it before they
 * are looked for.
 */
final class KafkaStreamsCount extends CountContender {

    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final byte[] NOTHING = {};

    KafkaStreamsCount(String name, String bootstrapServers, AdEvents events) {
        super(name, bootstrapServers, events);
    }

    @Override
    Counting start(Turn turn, String outputTopic, Path directory) throws Exception {
        Running running =
                new Running(
                        new KafkaStreams(
                                topology(turn, outputTopic), settings(turn.id(), directory)));
        try (StreamsGroup group = new StreamsGroup(bootstrapServers, turn.id())) {
            running.startTogether(group);
            return running;
        } catch (Exception e) {
            running.close();
            throw e;
        }
    }

    private static Topology topology(Turn turn, String outputTopic) {
        AdEventReader reader = new AdEventReader(turn.id());
        Deserializer<AdEvent> read = (topic, json) -> reader.read(json);
        Serializer<AdEvent> none =
                (topic, event) -> {
                    throw new UnsupportedOperationException("events are only read");
                };
        Serde<String> campaign = Serdes.String();
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        AdEvents.TOPIC,
                        Consumed.with(Serdes.ByteArray(), Serdes.serdeFrom(none, read))
                                .withTimestampExtractor(
                                        (record, latest) ->
                                                record.value() instanceof AdEvent event
                                                        ? event.timeMillis()
                                                        : Math.max(latest, 0)))
                .filter(
                        (key, event) -> {
                            turn.begin();
                            return event != null && event.view();
                        })
                .map((key, event) -> KeyValue.pair(AdCampaigns.of(event.adId()), NOTHING))
                .repartition(
                        Repartitioned.with(campaign, Serdes.ByteArray())
                                .withName("views")
                                .withNumberOfPartitions(AdEvents.PARTITIONS))
                .groupByKey()
                .windowedBy(TimeWindows.ofSizeAndGrace(CampaignWindow.SIZE, AdEvents.LATEST))
                .emitStrategy(EmitStrategy.onWindowClose())
                .aggregate(
                        () -> 0L,
                        (campaignId, view, views) -> {
                            turn.countView();
                            return views + 1;
                        },
                        Materialized.<String, Long, WindowStore<Bytes, byte[]>>as(
                                        BuiltInDslStoreSuppliers.IN_MEMORY)
                                .withKeySerde(campaign)
                                .withValueSerde(Serdes.Long())
                                .withRetention(AdEvents.LATEST.multipliedBy(3)))
                .toStream()
                .map(
                        (window, views) -> {
                            CampaignCount count =
                                    new CampaignCount(
                                            new CampaignWindow(
                                                    window.key(), window.window().start()),
                                            views);
                            return KeyValue.pair(count.key(), count.value());
                        })
                .to(outputTopic, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        return builder.build();
    }

    private Properties settings(String application, Path directory) {
        Properties settings = new Properties();
        Clients.CONSUMER.forEach(
                (name, value) -> settings.put(StreamsConfig.consumerPrefix(name), value));
        Clients.PRODUCER.forEach(
                (name, value) -> settings.put(StreamsConfig.producerPrefix(name), value));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Turn.READERS);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_EVERY.toMillis());
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L << 20);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        // It looks for closed windows once a second, and only when a record comes: after the last
        // one nothing would.
        settings.put(
                StreamsConfig.InternalConfig.EMIT_INTERVAL_MS_KSTREAMS_WINDOWED_AGGREGATION, 0L);
        return settings;
    }

    private static final class Running implements Counting {

        private final KafkaStreams streams;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Running(KafkaStreams streams) {
            this.streams = streams;
            streams.setUncaughtExceptionHandler(
                    e -> {
                        failure.compareAndSet(null, e);
                        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
                    });
        }

        /**
         * Its threads join one after the other. While paused they share out the partitions and
         * handle nothing.
         */
        void startTogether(StreamsGroup group) throws ExecutionException, InterruptedException {
            streams.pause();
            streams.start();
            long giveUpAt = System.nanoTime() + STARTED_WITHIN.toNanos();
            while (!group.isSharedOut()) {
                check();
                if (System.nanoTime() > giveUpAt) {
                    throw new IllegalStateException(
                            "Kafka Streams does not start: " + streams.state());
                }
                Thread.sleep(LOOK_AGAIN);
            }
            streams.resume();
        }

        @Override
        public void check() {
            if (failure.get() != null) {
                throw new IllegalStateException("Kafka Streams has failed", failure.get());
            }
        }

        @Override
        public void close() {
            if (!streams.close(STOPPED_WITHIN)) {
                throw new IllegalStateException("Kafka Streams does not stop");
            }
            streams.cleanUp();
        }
    }
}
