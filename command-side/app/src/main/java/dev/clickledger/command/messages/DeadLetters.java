package dev.clickledger.command.messages;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;

/**
 * Puts messages aside that could not be handled. Idempotent by topic, partition and offset. If it
 * fails itself, the message is tried again.
 */
final class DeadLetters implements ConsumerRecordRecoverer {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MAX_REASON_LENGTH = 2_000;

    private final JdbcClient jdbc;

    DeadLetters(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void accept(ConsumerRecord<?, ?> message, @Nullable Exception failure) {
        String reason = reason(failure);
        LOG.warn(
                "Put aside {}-{}@{}: {}",
                message.topic(),
                message.partition(),
                message.offset(),
                reason);
        jdbc.sql(
                        """
                        INSERT INTO events.dead_letter
                            (topic, partition, record_offset, record_key, payload, reason)
                        VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT DO NOTHING
                        """)
                .param(message.topic())
                .param(message.partition())
                .param(message.offset())
                .param(text(message.key()))
                .param(text(message.value()))
                .param(reason)
                .update();
    }

    /** The innermost: what Kafka's listener container wraps around it says nothing. */
    private static String reason(@Nullable Throwable failure) {
        Throwable innermost = failure;
        while (innermost != null
                && !(innermost instanceof UnusableMessageException)
                && innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String reason =
                innermost instanceof UnusableMessageException
                        ? String.valueOf(innermost.getMessage())
                        : String.valueOf(innermost);
        return storable(reason.substring(0, Math.min(reason.length(), MAX_REASON_LENGTH)));
    }

    private static @Nullable String text(@Nullable Object part) {
        return switch (part) {
            case null -> null;
            case byte[] bytes -> storable(new String(bytes, StandardCharsets.UTF_8));
            default -> storable(part.toString());
        };
    }

    /** PostgreSQL has no U+0000 in its texts. */
    private static String storable(String text) {
        return text.replace('\u0000', '\uFFFD');
    }
}
