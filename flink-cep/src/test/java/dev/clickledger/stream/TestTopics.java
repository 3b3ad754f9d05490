package dev.clickledger.stream;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaTopics;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import dev.clickledger.stream.intake.OrderMessage;
import dev.clickledger.stream.intake.OrderedProduct;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes topics as publishers do, reads them as consumers do. */
public final class TestTopics implements AutoCloseable {

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;

    public TestTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        KafkaTopics.create(
                bootstrapServers,
                Arrays.stream(Topic.values())
                        .map(t -> new KafkaTopics.Shape(t.topicName(), t.partitions(), t.kept()))
                        .toList());
        this.producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                                true,
                                // See KafkaEnds.
                                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                                1),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    public void write(AdEventMessage message) {
        if (message.click() != null) {
            to(Topic.AD_EVENTS, message.click().deviceId(), "CLICK", record(message.click()));
        } else if (message.impression() != null) {
            Impression impression = message.impression();
            to(Topic.AD_EVENTS, impression.deviceId(), "IMPRESSION", record(impression));
        } else {
            Instant through = Instant.ofEpochMilli(message.timeMillis());
            toAll(Topic.AD_EVENTS, "HEARTBEAT", AdEventRecord.heartbeat(through));
        }
    }

    public void write(OrderMessage message) {
        if (message.order() == null) {
            Instant through = Instant.ofEpochMilli(message.timeMillis());
            toAll(Topic.CONVERSION_EVENTS, "HEARTBEAT", ConversionRecord.heartbeat(through));
        } else {
            String device = message.order().deviceId();
            to(Topic.CONVERSION_EVENTS, device, "CONVERSION", record(message.order()));
        }
    }

    public void writeHeartbeats(Instant through) {
        write(AdEventMessage.heartbeat(through.toEpochMilli()));
        write(OrderMessage.heartbeat(through.toEpochMilli()));
        producer.flush();
    }

    /** As the job writes them. */
    public void writeConversion(AdEventRecord record) {
        to(Topic.AD_EVENTS, record.deviceId(), record.eventType(), record);
    }

    public void writeText(Topic topic, String key, String text) {
        producer.send(
                new ProducerRecord<>(
                        topic.topicName(),
                        key.getBytes(StandardCharsets.UTF_8),
                        text.getBytes(StandardCharsets.UTF_8)));
    }

    public void flush() {
        producer.flush();
    }

    /** What committed readers see of a topic now. */
    public <T> List<T> committed(Topic topic, Class<T> type) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrapServers,
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic.topicName()).stream()
                            .map(info -> new TopicPartition(info.topic(), info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<T> all = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    all.add(ContractJson.strict().readValue(record.value(), type));
                }
            }
            return all;
        }
    }

    /** Whether a checkpoint holds everything that is in the topic now. */
    public boolean isRead(Topic topic, String group) {
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> ends =
                    IntStream.range(0, topic.partitions())
                            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                            .collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
            var read = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            return admin.listOffsets(ends).all().get().entrySet().stream()
                    .allMatch(
                            end ->
                                    end.getValue().offset() == 0
                                            || read.containsKey(end.getKey())
                                                    && read.get(end.getKey()).offset()
                                                            >= end.getValue().offset());
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void to(Topic topic, String key, String type, Object record) {
        send(new ProducerRecord<>(topic.topicName(), bytes(key), json(record)), type);
    }

    private void toAll(Topic topic, String type, Object record) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
            send(new ProducerRecord<>(topic.topicName(), partition, null, json(record)), type);
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record, String type) {
        record.headers().add("event_type", bytes(type));
        producer.send(record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] json(Object record) {
        return ContractJson.strict().writeValueAsBytes(record);
    }

    private static AdEventRecord record(ChargedClick click) {
        return new AdEventRecord(
                AdEventRecord.CLICK,
                click.clickId(),
                Instant.ofEpochMilli(click.timeMillis()),
                click.publication(),
                click.deviceId(),
                click.sessionId(),
                click.adId(),
                click.campaignId(),
                click.advertiserId(),
                click.productId(),
                click.placement(),
                click.bidPrice(),
                click.actualPrice(),
                click.searchTerm(),
                click.category(),
                null,
                null,
                click.clickId(),
                click.auctionId(),
                null,
                null,
                null);
    }

    private static AdEventRecord record(Impression impression) {
        return new AdEventRecord(
                AdEventRecord.IMPRESSION,
                impression.eventId(),
                Instant.ofEpochMilli(impression.timeMillis()),
                null,
                impression.deviceId(),
                impression.sessionId(),
                impression.adId(),
                impression.campaignId(),
                impression.advertiserId(),
                impression.productId(),
                impression.placement(),
                null,
                null,
                impression.searchTerm(),
                impression.category(),
                null,
                null,
                impression.clickId(),
                null,
                impression.viewable(),
                null,
                null);
    }

    private static ConversionRecord record(OrderedProduct order) {
        return new ConversionRecord(
                ConversionRecord.CONVERSION,
                order.eventId(),
                Instant.ofEpochMilli(order.happenedMillis()),
                Instant.ofEpochMilli(order.timeMillis()),
                order.publication(),
                order.deviceId(),
                order.sessionId(),
                order.orderId(),
                order.productId(),
                order.revenueAmount(),
                order.conversionType(),
                24,
                null,
                order.change().name(),
                order.advertiserId());
    }
}
