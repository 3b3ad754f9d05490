package dev.clickledger.command.messages;

import dev.clickledger.command.ledger.Failures;
import dev.clickledger.command.messages.DeadLetterStore.Letter;
import dev.clickledger.command.messages.DeadLetterStore.Place;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.MessageListener;

/**
 * Puts messages aside that could not be handled, and gives them to their handler again when
 * somebody asks. Idempotent by topic, partition and offset, and because handlers are. If putting
 * aside fails itself, the message is tried again.
 */
final class DeadLetters implements ConsumerRecordRecoverer {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final int MAX_REASON_LENGTH = 2_000;

    private final DeadLetterStore store;
    private final MeterRegistry meters;

    /** By topic: a handful. */
    private final Map<String, MessageListener<String, byte[]>> handlers = new ConcurrentHashMap<>();

    DeadLetters(DeadLetterStore store, MeterRegistry meters) {
        this.store = store;
        this.meters = meters;
    }

    void handledBy(String topic, MessageListener<String, byte[]> handler) {
        handlers.put(topic, handler);
    }

    @Override
    public void accept(ConsumerRecord<?, ?> message, @Nullable Exception failure) {
        var place = new Place(message.topic(), message.partition(), message.offset());
        String reason = reason(failure);
        LOG.warn("Put aside {}: {}", place, reason);
        if (store.add(place, text(message.key()), text(message.value()), reason)) {
            count(place.topic(), "put-aside");
        }
    }

    List<Letter> after(Place place, int most) {
        return store.after(place, most);
    }

    /** What became of a letter that was tried again. */
    sealed interface Retried {

        record Handled() implements Retried {}

        record FailedAgain(String reason) implements Retried {}

        record NotThere() implements Retried {}
    }

    /**
     * In the caller's thread. The letter goes after its handler is through: if that is not told any
     * more, the next try does nothing twice.
     *
     * @throws RuntimeException when the store is busy or away; the letter stays as it is
     */
    Retried retry(Place place) {
        Letter letter = store.find(place);
        MessageListener<String, byte[]> handler = handlers.get(place.topic());
        if (letter == null || handler == null) {
            return new Retried.NotThere();
        }
        try {
            handler.onMessage(message(letter));
        } catch (RuntimeException failed) {
            if (Failures.isPassing(failed)) {
                throw failed;
            }
            String reason = reason(failed);
            store.failedAgain(place, reason);
            count(place.topic(), "failed-again");
            return new Retried.FailedAgain(reason);
        }
        store.remove(place);
        LOG.info("Handled {} after all", place);
        count(place.topic(), "handled");
        return new Retried.Handled();
    }

    /**
     * @return false when it was not there any more
     */
    boolean drop(Place place) {
        boolean dropped = store.remove(place);
        if (dropped) {
            LOG.info("Dropped {}", place);
            count(place.topic(), "dropped");
        }
        return dropped;
    }

    /** Without its headers, which handlers can do without. */
    private static ConsumerRecord<String, byte[]> message(Letter letter) {
        String payload = letter.payload();
        return new ConsumerRecord<>(
                letter.place().topic(),
                letter.place().partition(),
                letter.place().offset(),
                letter.key(),
                payload == null ? null : payload.getBytes(StandardCharsets.UTF_8));
    }

    private void count(String topic, String became) {
        meters.counter("clickledger.dead.letters", "topic", topic, "became", became).increment();
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
