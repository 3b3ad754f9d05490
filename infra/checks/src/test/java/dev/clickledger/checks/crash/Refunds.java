package dev.clickledger.checks.crash;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.Topic;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Verdicts, as the stream job would write them. */
final class Refunds implements AutoCloseable {

    private final Producer<String, byte[]> producer;

    Refunds(String bootstrapServers) {
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 20),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /**
     * @param twice by two verdicts: it must be refunded once
     */
    void ask(ServedAd ad, boolean twice) {
        send(ad, "dup-" + ad.clickId());
        if (twice) {
            send(ad, "again-" + ad.clickId());
        }
    }

    private void send(ServedAd ad, String compensationId) {
        var verdict =
                new CompensationRecord(
                        ad.mintedAt(),
                        compensationId,
                        ad.advertiserId().value(),
                        ad.campaignId().value(),
                        ad.adId().value(),
                        "d",
                        1,
                        Market.PRICE,
                        List.of(),
                        List.of(ad.clickId().toString()),
                        CompensationRecord.FIVE_MINUTES,
                        CompensationRecord.DUPLICATE_CLICK_DETECTED,
                        CompensationRecord.BALANCE_REFUND);
        producer.send(
                new ProducerRecord<>(
                        Topic.COMPENSATION_EVENTS.topicName(),
                        ad.advertiserId().value(),
                        ContractJson.strict().writeValueAsBytes(verdict)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
