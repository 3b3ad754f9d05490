package dev.clickledger.contracts.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterRecordTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void cutsTextAtAWholeCharacter(int before) {
        String text = "x".repeat(before) + "€".repeat(4_000);

        DeadLetterRecord letter = of(bytes("key"), bytes(text));

        assertThat(letter.encoding()).isEqualTo(DeadLetterRecord.UTF_8);
        assertThat(letter.truncated()).isTrue();
        assertThat(letter.payloadBytes()).isEqualTo(before + 12_000);
        assertThat(text).startsWith(letter.payload());
        assertThat(bytes(letter.payload()).length)
                .isBetween(
                        DeadLetterRecord.MOST_PAYLOAD_BYTES - 3,
                        DeadLetterRecord.MOST_PAYLOAD_BYTES);
    }

    @Test
    void keepsTheBytesOfWhatIsNoText() {
        byte[] noText = {(byte) 0xff, 0, 7};

        DeadLetterRecord letter = of(bytes("key"), noText);

        assertThat(letter.encoding()).isEqualTo(DeadLetterRecord.BASE64);
        assertThat(Base64.getDecoder().decode(letter.payload())).isEqualTo(noText);
        assertThat(Base64.getDecoder().decode(letter.recordKey())).isEqualTo(bytes("key"));
        assertThat(letter.truncated()).isFalse();
    }

    @Test
    void staysSmallWhateverTheRecord() {
        byte[] noText = new byte[100_000];
        Arrays.fill(noText, (byte) 0xff);

        DeadLetterRecord letter = of(noText, noText);

        assertThat(Base64.getDecoder().decode(letter.payload()))
                .hasSize(DeadLetterRecord.MOST_PAYLOAD_BYTES);
        assertThat(Base64.getDecoder().decode(letter.recordKey()))
                .hasSize(DeadLetterRecord.MOST_KEY_BYTES);
        assertThat(letter.reason()).hasSize(DeadLetterRecord.MOST_REASON_CHARS);
    }

    @Test
    void takesARecordWithoutKeyAndValue() {
        DeadLetterRecord letter = of(null, null);

        assertThat(letter.recordKey()).isNull();
        assertThat(letter.payload()).isNull();
        assertThat(letter.payloadBytes()).isZero();
    }

    private static DeadLetterRecord of(byte[] key, byte[] value) {
        return DeadLetterRecord.of(
                "ad-events", 3, 42, Instant.EPOCH, key, "because ".repeat(100), value);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
