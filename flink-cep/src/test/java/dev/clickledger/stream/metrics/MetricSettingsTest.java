package dev.clickledger.stream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricSettingsTest {

    @Test
    void needsNothing() {
        assertThat(MetricSettings.of(Map.of())).isEqualTo(MetricSettings.USUAL);
    }

    @Test
    void takesWhatIsGiven() {
        MetricSettings settings =
                MetricSettings.of(
                        Map.of(
                                MetricSettings.BUSINESS_ZONE, "Europe/Berlin",
                                MetricSettings.MINUTES_CORRECTABLE_HOURS, "50",
                                MetricSettings.TOTALS_CORRECTABLE_DAYS, "60",
                                MetricSettings.CORRECTIONS_EVERY_MILLIS, "500"));

        assertThat(settings)
                .isEqualTo(
                        new MetricSettings(
                                ZoneId.of("Europe/Berlin"),
                                Duration.ofHours(50),
                                Duration.ofDays(60),
                                Duration.ofMillis(500),
                                1));
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> MetricSettings.of(Map.of(MetricSettings.BUSINESS_ZONE, "Seoul")))
                .hasMessage("clickledger.metrics.business-zone is no time zone: Seoul");
        assertThatThrownBy(
                        () ->
                                MetricSettings.of(
                                        Map.of(MetricSettings.TOTALS_CORRECTABLE_DAYS, "1")))
                .hasMessageContaining("clickledger.metrics.totals-correctable-days");
    }
}
