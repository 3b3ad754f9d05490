package dev.clickledger.bench.stream.counts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.clickledger.embedded.KafkaTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic that everybody reads, filled once from a seed: a third of its events are views. They
 * are a little out of order, and no partition has all events of a campaign.
 */
final class AdEvents {

    static final String TOPIC = "ad-events";
    static final int EVENTS = 3_000_000;
    static final int PARTITIONS = 4;

    /**
     * As long as all events together. Flink knows how far each partition has been read; Kafka
     * Streams takes the latest time that it has seen, so that whoever reads one partition faster
     * than another needs as much patience, or loses events.
     */
    static final Duration LATEST = Duration.ofSeconds(200);

    private static final long SEED = 20261121;
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final int DISORDER_MILLIS = 5_000;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final List<String> TYPES = List.of(AdEventReader.VIEW, "click", "purchase");
    private static final List<String> AD_TYPES =
            List.of("banner", "modal", "sponsored-search", "mail", "mobile");

    private final String bootstrapServers;
    private final Map<CampaignWindow, Long> counts = new HashMap<>();
    private long views;

    private AdEvents(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    static AdEvents fill(String bootstrapServers) throws ExecutionException, InterruptedException {
        KafkaTopics.create(
                bootstrapServers, List.of(new KafkaTopics.Shape(TOPIC, PARTITIONS, KEPT)));
        AdEvents events = new AdEvents(bootstrapServers);
        events.send();
        return events;
    }

    /** What is to come out. */
    Map<CampaignWindow, Long> counts() {
        return counts;
    }

    long views() {
        return views;
    }

    /**
     * Moves time on in every partition and, whatever a campaign's key leads to, beyond it, until
     * every window is closed. What these events open themselves stays open.
     */
    void close(String turn) throws ExecutionException, InterruptedException {
        long timeMillis =
                START
                        + 2 * LATEST.toMillis()
                        + DISORDER_MILLIS
                        + 2 * CampaignWindow.SIZE.toMillis();
        Random random = new Random(SEED);
        try (var producer = producer()) {
            List<Future<?>> sent = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (String adId : AdCampaigns.anAdOfEach()) {
                    byte[] json = json(random, adId, AdEventReader.CLOSING + turn, timeMillis);
                    sent.add(producer.send(new ProducerRecord<>(TOPIC, partition, null, json)));
                }
            }
            producer.flush();
            for (Future<?> one : sent) {
                one.get();
            }
        }
    }

    private void send() throws ExecutionException, InterruptedException {
        Random random = new Random(SEED);
        try (var producer = producer()) {
            Future<?> last = null;
            for (int i = 0; i < EVENTS; i++) {
                String adId = AdCampaigns.anyAd(random);
                String type = TYPES.get(random.nextInt(TYPES.size()));
                long timeMillis =
                        START
                                + DISORDER_MILLIS
                                + i * LATEST.toMillis() / EVENTS
                                - random.nextInt(DISORDER_MILLIS);
                if (type.equals(AdEventReader.VIEW)) {
                    counts.merge(
                            CampaignWindow.at(AdCampaigns.of(adId), timeMillis), 1L, Long::sum);
                    views++;
                }
                byte[] json = json(random, adId, type, timeMillis);
                last = producer.send(new ProducerRecord<>(TOPIC, i % PARTITIONS, null, json));
            }
            producer.flush();
            if (last != null) {
                last.get();
            }
        }
    }

    private static byte[] json(Random random, String adId, String type, long timeMillis) {
        return ("{\"user_id\":\""
                        + AdCampaigns.id(random)
                        + "\",\"page_id\":\""
                        + AdCampaigns.id(random)
                        + "\",\"ad_id\":\""
                        + adId
                        + "\",\"ad_type\":\""
                        + AD_TYPES.get(random.nextInt(AD_TYPES.size()))
                        + "\",\"event_type\":\""
                        + type
                        + "\",\"event_time\":\""
                        + timeMillis
                        + "\",\"ip_address\":\"1.2.3.4\"}")
                .getBytes(US_ASCII);
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(Clients.PRODUCER);
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
