package dev.clickledger.contracts.topics;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * {@code stream-dead-letters}, keyed by {@code dead_letter_id}: a record of another topic that the
 * stream job could not read, left out, and went on behind.
 *
 * @param deadLetterId {@code topic-partition@offset}: the same whenever the record is met again
 * @param appendedAt the broker's time of the record
 * @param recordKey its key, null when it had none; encoded and cut like the payload
 * @param reason for people, at most {@link #MOST_REASON_CHARS}
 * @param payloadBytes how long the payload was
 * @param truncated whether only the first {@link #MOST_PAYLOAD_BYTES} of it are here
 * @param encoding of key and payload: {@link #UTF_8} when both are text, else {@link #BASE64}
 */
public record DeadLetterRecord(
        String deadLetterId,
        String topic,
        int partition,
        long offset,
        Instant appendedAt,
        @Nullable String recordKey,
        String reason,
        int payloadBytes,
        boolean truncated,
        String encoding,
        @Nullable String payload) {

    public static final int MOST_PAYLOAD_BYTES = 8_192;
    public static final int MOST_KEY_BYTES = 256;
    public static final int MOST_REASON_CHARS = 500;

    public static final String UTF_8 = "UTF_8";
    public static final String BASE64 = "BASE64";

    private static final int LONGEST_CHARACTER_BYTES = 4;

    /**
     * @param key null when the record had none
     * @param value null when the record had none
     */
    public static DeadLetterRecord of(
            String topic,
            int partition,
            long offset,
            Instant appendedAt,
            byte @Nullable [] key,
            String reason,
            byte @Nullable [] value) {
        String keyText = text(key, MOST_KEY_BYTES);
        String valueText = text(value, MOST_PAYLOAD_BYTES);
        boolean isText = (key == null || keyText != null) && (value == null || valueText != null);
        return new DeadLetterRecord(
                topic + "-" + partition + "@" + offset,
                topic,
                partition,
                offset,
                appendedAt,
                isText ? keyText : base64(key, MOST_KEY_BYTES),
                reason.length() <= MOST_REASON_CHARS
                        ? reason
                        : reason.substring(0, MOST_REASON_CHARS),
                value == null ? 0 : value.length,
                value != null && value.length > MOST_PAYLOAD_BYTES,
                isText ? UTF_8 : BASE64,
                isText ? valueText : base64(value, MOST_PAYLOAD_BYTES));
    }

    /** Null when it is none; one that is cut ends with a whole character. */
    private static @Nullable String text(byte @Nullable [] bytes, int most) {
        if (bytes == null) {
            return null;
        }
        int shortest =
                bytes.length <= most
                        ? bytes.length
                        : Math.max(0, most - LONGEST_CHARACTER_BYTES + 1);
        for (int length = Math.min(bytes.length, most); length >= shortest; length--) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes, 0, length))
                        .toString();
            } catch (CharacterCodingException cutInACharacter) {
                continue;
            }
        }
        return null;
    }

    private static @Nullable String base64(byte @Nullable [] bytes, int most) {
        return bytes == null
                ? null
                : Base64.getEncoder()
                        .encodeToString(Arrays.copyOf(bytes, Math.min(bytes.length, most)));
    }
}
