package dev.clickledger.bench.stream.job;

import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.stream.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job that reads both topics to their ends and finishes: from the first record read until
 * everything it wrote is committed. Conversions go where they belong, into a topic that it reads,
 * and are passed over in the next turn.
 */
abstract class KafkaTurn implements Contender {

    static final int PARALLELISM = 2;

    final String bootstrapServers;
    final Expected expected;

    private final String name;
    private final Path directory;

    /** What all the traffic comes to. */
    record Expected(
            long events, long impressions, long clicks, long refunded, long orders, long revenue) {}

    KafkaTurn(String name, String bootstrapServers, Path directory, Expected expected) {
        this.name = name;
        this.bootstrapServers = bootstrapServers;
        this.directory = directory;
        this.expected = expected;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Run run(Duration ignored) throws Exception {
        String turn = name + '-' + UUID.randomUUID();
        CommittedRecords written = CommittedRecords.after(bootstrapServers, writesTo());
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration());
        define(env, turn);
        env.executeAsync(name).getJobExecutionResult().get();
        double seconds = (System.nanoTime() - FirstRecord.takeNanos(turn)) / 1e9;
        check(written);
        return Run.of(expected.events() / seconds);
    }

    abstract List<String> writesTo();

    abstract void define(StreamExecutionEnvironment env, String turn);

    /**
     * @param written since the turn began
     */
    abstract void check(CommittedRecords written);

    static <T> KafkaSource<T> source(
            String bootstrapServers,
            Topic topic,
            String turn,
            KafkaRecordDeserializationSchema<T> reader) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topic.topicName())
                .setGroupId(turn)
                .setClientIdPrefix(turn + '-' + topic.topicName())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setDeserializer(new FirstRecord<>(turn, reader))
                .setProperty("partition.discovery.interval.ms", "-1")
                .build();
    }

    /** As shipped. */
    final JobSettings settings(String turn) {
        return JobSettings.of(
                Map.of(
                        JobSettings.BOOTSTRAP_SERVERS,
                        bootstrapServers,
                        JobSettings.TRANSACTIONAL_ID_PREFIX,
                        turn,
                        JobSettings.PARALLELISM,
                        Integer.toString(PARALLELISM)));
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        return configuration;
    }
}
