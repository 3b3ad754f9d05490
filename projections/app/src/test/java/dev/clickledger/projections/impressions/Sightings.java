package dev.clickledger.projections.impressions;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ImpressionIds;
import dev.clickledger.contracts.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Impressions as intake writes them; the same seed gives the same ones again. */
final class Sightings implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final SplittableRandom random;

    Sightings(String bootstrapServers, long seed) {
        random = new SplittableRandom(seed);
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    ClickId ad(Instant servedAt) {
        return ClickId.mint(servedAt, random);
    }

    AdEventRecord served(ClickId ad, String campaign, String adId) {
        return impression(ImpressionIds.served(ad), ad, campaign, adId, false);
    }

    AdEventRecord viewable(ClickId ad, String campaign, String adId) {
        return impression(ImpressionIds.viewable(ad), ad, campaign, adId, true);
    }

    /** In a random order, each on the partition of its device. */
    void sendShuffled(List<AdEventRecord> records) {
        List<AdEventRecord> order = new ArrayList<>(records);
        for (int i = order.size() - 1; i > 0; i--) {
            order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
        }
        order.forEach(this::send);
        producer.flush();
    }

    void send(AdEventRecord record) {
        sendRaw(
                String.valueOf(record.deviceId()),
                record.eventType(),
                ContractJson.strict().writeValueAsString(record));
    }

    void sendRaw(String key, String type, String payload) {
        var message =
                new ProducerRecord<>(
                        Topic.AD_EVENTS.topicName(), key, payload.getBytes(StandardCharsets.UTF_8));
        message.headers().add("event_type", type.getBytes(StandardCharsets.UTF_8));
        producer.send(message);
    }

    private AdEventRecord impression(
            String eventId, ClickId ad, String campaign, String adId, boolean viewable) {
        return new AdEventRecord(
                AdEventRecord.IMPRESSION,
                eventId,
                ad.mintedAt(),
                null,
                "device-" + ad.value().hashCode() % 50,
                "session",
                adId,
                campaign,
                "advertiser",
                "product",
                "HOME",
                300L,
                260L,
                null,
                "books",
                null,
                null,
                ad.toString(),
                ad.toString(),
                viewable,
                null,
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}
