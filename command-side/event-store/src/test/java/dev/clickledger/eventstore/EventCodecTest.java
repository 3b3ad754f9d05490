package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTest {

    private static final AdvertiserRejected REJECTED =
            new AdvertiserRejected(
                    new AdvertiserId("advertiser-1"),
                    "no contract",
                    Instant.parse("2026-01-15T10:30:00.125Z"));
    private static final EventCodec CODEC = new EventCodec();
    private static final short NUMBER = CODEC.typeNumber(AdvertiserRejected.class);

    @Test
    void storesNumbersAndNeverAName() {
        EventCodec.Encoded encoded = CODEC.encode(REJECTED);

        assertThat(encoded.type()).isEqualTo(NUMBER);
        assertThat(encoded.revision()).isEqualTo((short) 1);
        assertThat(new String(encoded.payload(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("advertiser-1")
                .doesNotContain("advertiser_id")
                .doesNotContain("Rejected");
    }

    @Test
    void readsWhatItWrote() {
        EventCodec.Encoded encoded = CODEC.encode(REJECTED);

        assertThat(CODEC.decode(encoded.type(), encoded.revision(), encoded.payload()))
                .isEqualTo(REJECTED);
    }

    /** Revision 0 of it, in this test's resources, had two fields by other names. */
    @Test
    void liftsAnOldRevisionByItsKeptLayout() {
        Upcaster joinsWhy =
                new Upcaster() {
                    @Override
                    public String type() {
                        return "AdvertiserRejected";
                    }

                    @Override
                    public int fromRevision() {
                        return 0;
                    }

                    @Override
                    public ObjectNode upcast(ObjectNode payload) {
                        payload.set("reason", payload.remove("why"));
                        return payload;
                    }
                };

        assertThat(
                        new EventCodec(List.of(joinsWhy))
                                .decode(NUMBER, (short) 0, CODEC.encode(REJECTED).payload()))
                .isEqualTo(REJECTED);
    }

    @Test
    void refusesWhatItCannotRead() {
        byte[] payload = CODEC.encode(REJECTED).payload();

        assertThatThrownBy(() -> CODEC.decode((short) 32_000, (short) 1, payload))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("32000");
        assertThatThrownBy(() -> CODEC.decode(NUMBER, (short) 0, payload))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("no upcaster");
        assertThatThrownBy(() -> CODEC.decode(NUMBER, (short) 2, payload))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("newer");
        assertThatThrownBy(
                        () ->
                                CODEC.decode(
                                        NUMBER,
                                        (short) 1,
                                        Arrays.copyOf(payload, payload.length - 1)))
                .isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(
                        () ->
                                CODEC.decode(
                                        NUMBER,
                                        (short) 1,
                                        Arrays.copyOf(payload, payload.length + 1)))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void refusesValuesTooFewOrTooMany() {
        byte[] threeValues = CODEC.encode(REJECTED).payload();
        byte[] twoValues =
                CODEC.encode(new AdvertiserApproved(REJECTED.advertiserId(), REJECTED.at()))
                        .payload();

        assertThatThrownBy(() -> CODEC.decode(NUMBER, (short) 1, twoValues))
                .isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(
                        () ->
                                CODEC.decode(
                                        CODEC.typeNumber(AdvertiserApproved.class),
                                        (short) 1,
                                        threeValues))
                .isInstanceOf(UnreadableEventException.class);
    }
}
