package dev.clickledger.command.messages;

import dev.clickledger.command.ledger.Failures;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Makes consumers that agree on what happens to a message: handled once committed, tried again
 * while the store is away, put aside when it makes no sense.
 */
public final class Consumers {

    private static final int MOST_RECORDS_A_POLL = 200;
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final DeadLetters letters;

    Consumers(String bootstrapServers, DeadLetters letters) {
        this.bootstrapServers = bootstrapServers;
        this.letters = letters;
    }

    /** Started and stopped with the application. */
    public ConcurrentMessageListenerContainer<String, byte[]> consumer(
            String topic, String group, MessageListener<String, byte[]> handler) {
        letters.handledBy(topic, handler);
        var properties = new ContainerProperties(topic);
        properties.setGroupId(group);
        properties.setMessageListener(handler);
        // The container acknowledges what its handler has returned from: after the commit.
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        var container =
                new ConcurrentMessageListenerContainer<>(
                        new DefaultKafkaConsumerFactory<>(
                                settings(group),
                                new StringDeserializer(),
                                new ByteArrayDeserializer()),
                        properties);
        container.setBeanName(group);
        container.setCommonErrorHandler(errorHandler());
        return container;
    }

    private Map<String, Object> settings(String group) {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, group),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS_A_POLL),
                // A node that was killed is missed after this; then another takes over.
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false));
    }

    private DefaultErrorHandler errorHandler() {
        var handler = new DefaultErrorHandler(letters);
        handler.setBackOffFunction(Consumers::backOff);
        handler.setCommitRecovered(true);
        return handler;
    }

    private static BackOff backOff(ConsumerRecord<?, ?> message, Exception failure) {
        if (!Failures.isPassing(failure)) {
            return new FixedBackOff(0, 0);
        }
        var untilItIsBack = new ExponentialBackOff(200, 2);
        untilItIsBack.setMaxInterval(LONGEST_PAUSE.toMillis());
        return untilItIsBack;
    }
}
