package dev.clickledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class EventCodecTest {

    private static final DomainEvent REJECTED =
            new AdvertiserRejected(
                    new AdvertiserId("advertiser-1"),
                    "no contract",
                    Instant.parse("2026-01-15T10:30:00.125Z"));

    @Test
    void storesANameAndARevisionAndNeverAClass() {
        EventCodec.Encoded encoded = new EventCodec().encode(REJECTED);

        assertThat(encoded.type()).isEqualTo("AdvertiserRejected");
        assertThat(encoded.revision()).isEqualTo(1);
        assertThat(encoded.payload())
                .isEqualTo(
                        """
                        {"advertiser_id":"advertiser-1","reason":"no contract","at":"2026-01-15T10:30:00.125Z"}""");
    }

    @Test
    void readsWhatItWrote() {
        EventCodec codec = new EventCodec();
        EventCodec.Encoded encoded = codec.encode(REJECTED);

        assertThat(codec.decode(encoded.type(), encoded.revision(), encoded.payload()))
                .isEqualTo(REJECTED);
    }

    @Test
    void liftsAnOldRevision() {
        Upcaster renamesWhyToReason =
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

        DomainEvent lifted =
                new EventCodec(List.of(renamesWhyToReason))
                        .decode(
                                "AdvertiserRejected",
                                0,
                                """
                                {"advertiser_id":"advertiser-1","why":"no contract","at":"2026-01-15T10:30:00.125Z"}""");

        assertThat(lifted).isEqualTo(REJECTED);
    }

    @Test
    void refusesWhatItCannotRead() {
        EventCodec codec = new EventCodec();

        assertThatThrownBy(() -> codec.decode("NeverHeardOf", 1, "{}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("NeverHeardOf");
        assertThatThrownBy(() -> codec.decode("AdvertiserRejected", 0, "{}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("no upcaster");
        assertThatThrownBy(() -> codec.decode("AdvertiserRejected", 2, "{}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("newer");
        assertThatThrownBy(
                        () ->
                                codec.decode(
                                        "AdvertiserRejected",
                                        1,
                                        "{\"advertiser_id\":\"a\",\"surprise\":1}"))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("surprise");
    }
}
