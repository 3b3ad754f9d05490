package dev.clickledger.bench.stream.counts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AdEventReaderTest {

    private final AdEventReader reader = new AdEventReader("turn-2");

    @Test
    void keepsTheAdAndTheTimeOfAView() {
        assertThat(reader.read(event("view")))
                .isEqualTo(new AdEvent("a1", true, 1_772_323_200_123L));
    }

    @Test
    void tellsClicksFromViews() {
        assertThat(reader.read(event("click")).view()).isFalse();
    }

    @Test
    void takesClosingEventsOfItsOwnTurnOnly() {
        assertThat(reader.read(event("closing-turn-2")).view()).isTrue();
        assertThat(reader.read(event("closing-turn-1"))).isNull();
        assertThat(reader.read(event("closing-another-turn-2"))).isNull();
    }

    @Test
    void refusesWhatIsNoAdEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reader.read("{\"ad_id\":\"a1\"}".getBytes(US_ASCII)));
    }

    @Test
    void countsAreReadAsTheyAreWritten() {
        CampaignCount count = new CampaignCount(CampaignWindow.at("c1", 1_772_323_219_999L), 42);
        assertThat(CampaignCount.of(count.key(), count.value())).isEqualTo(count);
        assertThat(count.window().startMillis()).isEqualTo(1_772_323_210_000L);
    }

    private static byte[] event(String type) {
        return ("{\"user_id\":\"u1\",\"page_id\":\"p1\",\"ad_id\":\"a1\",\"ad_type\":\"mail\","
                        + "\"event_type\":\""
                        + type
                        + "\",\"event_time\":\"1772323200123\",\"ip_address\":\"1.2.3.4\"}")
                .getBytes(US_ASCII);
    }
}
