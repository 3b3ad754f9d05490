package dev.clickledger.command.messages;

import dev.clickledger.contracts.json.ContractJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Reads what is in a message, which is what somebody sent. */
public final class Messages {

    private static final String EVENT_TYPE = "event_type";

    private Messages() {}

    /**
     * @throws UnusableMessageException if it is not JSON of that shape
     */
    public static <T> T read(byte @Nullable [] payload, Class<T> type) {
        if (payload == null) {
            throw new UnusableMessageException("there is no payload");
        }
        try {
            T read = ContractJson.tolerant().readValue(payload, type);
            if (read == null) {
                throw new UnusableMessageException("the payload is null");
            }
            return read;
        } catch (JacksonException wrong) {
            throw new UnusableMessageException(
                    "not a " + type.getSimpleName() + ": " + wrong.getOriginalMessage(), wrong);
        }
    }

    /**
     * @throws UnusableMessageException if it is missing
     */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new UnusableMessageException(field + " is missing");
        }
        return value;
    }

    /**
     * @param as e.g. an id's constructor
     * @throws UnusableMessageException if it is missing or not one
     */
    public static <T, R> R required(String field, @Nullable T value, Function<T, R> as) {
        try {
            return as.apply(required(field, value));
        } catch (IllegalArgumentException wrong) {
            throw new UnusableMessageException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /**
     * Whether a message may be of that type, as far as can be told without parsing it: by its
     * header or, without one, by whether its text has the word at all.
     */
    public static boolean mayBe(String eventType, Headers headers, byte @Nullable [] payload) {
        byte[] wanted = eventType.getBytes(StandardCharsets.US_ASCII);
        Header header = headers.lastHeader(EVENT_TYPE);
        if (header != null) {
            return Arrays.equals(header.value(), wanted);
        }
        return payload == null || contains(payload, wanted);
    }

    private static boolean contains(byte[] text, byte[] word) {
        for (int from = 0; from <= text.length - word.length; from++) {
            if (Arrays.equals(text, from, from + word.length, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }
}
