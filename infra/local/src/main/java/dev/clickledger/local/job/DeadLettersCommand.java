package dev.clickledger.local.job;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.local.up.Addresses;
import dev.clickledger.local.up.UpRefused;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit code 0, also when there are none. */
@Command(
        name = "dead-letters",
        description = {
            "Shows the newest records that the job could not read, oldest first, one JSON object a line: where",
            "they are, why, and what they hold (topic stream-dead-letters)."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class DeadLettersCommand implements Callable<Integer> {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(200);

    @Spec CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of `up`.")
    Path data = Path.of("data");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "A Kafka of your own instead of a data directory.")
    @Nullable String kafka;

    @Option(names = "--max", paramLabel = "N", description = "At most so many of each partition.")
    int max = 20;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                kafka == null ? Addresses.ofRunning(data).kafka() : kafka,
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) ANSWER_WITHIN.toMillis(),
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            newest(consumer)
                    .forEach(
                            record ->
                                    out.println(
                                            new String(record.value(), StandardCharsets.UTF_8)));
        } catch (KafkaException silent) {
            throw new UpRefused("Kafka does not tell: " + silent.getMessage(), silent);
        }
        out.flush();
        return 0;
    }

    private List<ConsumerRecord<byte[], byte[]>> newest(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions =
                consumer.partitionsFor(Topic.STREAM_DEAD_LETTERS.topicName()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        begins.forEach(
                (partition, begin) ->
                        consumer.seek(
                                partition,
                                Math.max(begin, ends.getOrDefault(partition, begin) - max)));
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        long giveUpAt = System.nanoTime() + ANSWER_WITHIN.toNanos();
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(found::add);
            if (System.nanoTime() > giveUpAt) {
                throw new UpRefused("Kafka has not given all of them in time. Try again.");
            }
        }
        found.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return found;
    }
}
