package dev.clickledger.stream.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.topics.FraudVerdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FraudPolicyFileTest {

    @Test
    void refundsDuplicatesFloodsAndRobotsAndMarksTheRest() {
        FraudPolicy shipped = FraudPolicyFile.shipped();

        assertThat(shipped.duplicateClick().verdict()).isEqualTo(FraudVerdict.REFUND);
        assertThat(shipped.duplicateClick().windowMinutes()).isEqualTo(5);
        assertThat(shipped.clickFlood().verdict()).isEqualTo(FraudVerdict.REFUND);
        assertThat(shipped.roboticIntervals().verdict()).isEqualTo(FraudVerdict.REFUND);
        assertThat(shipped.sessionClicks().verdict()).isEqualTo(FraudVerdict.MARK);
        assertThat(shipped.sessionClicks().moreThanClicks()).isEqualTo(10);
        assertThat(shipped.manyCampaigns().verdict()).isEqualTo(FraudVerdict.MARK);
        assertThat(shipped.fastClick().withinMillis()).isEqualTo(100);
        assertThat(shipped.highCtr().abovePercent()).isEqualTo(10);
    }

    @Test
    void readsAFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("ours.json");
        Files.writeString(
                file, shipped().replace("\"more_than_clicks\": 10", "\"more_than_clicks\": 7"));

        assertThat(FraudPolicyFile.at(file).clickFlood().moreThanClicks()).isEqualTo(7);
        assertThatThrownBy(() -> FraudPolicyFile.at(directory.resolve("none.json")))
                .hasMessageContaining("none.json cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    "version": "2026-11-1"    | "version": "a b"        | version must be
                    "window_minutes": 60      | "window_minutes": 0     | click_flood.window_minutes must be 1 to 1440, not 0
                    "more_than_clicks": 10, "window_minutes": 60 | "window_minutes": 60 | click_flood.more_than_clicks must be a whole number
                    "clicks": 10,             | "clicks": 4,            | robotic_intervals.clicks must be 5 to 100, not 4
                    "within_millis": 100      | "within_millis": "soon" | fast_click.within_millis must be a whole number
                    "within_millis": 100      | "within_millis": 100, "within_seconds": 1 | fast_click.within_seconds is not known
                    "above_percent": 10,      | "above_percent": 100,   | high_ctr.above_percent must be 1 to 99, not 100
                    "GIVT", "verdict": "MARK", "within | "GIVT", "verdict": "REFUND", "within | fast_click.verdict must be MARK
                    "GIVT", "verdict": "REFUND", "window | "GIVT", "verdict": "MARK", "window | duplicate_click.verdict must be REFUND
                    "SIVT", "verdict": "REFUND", "more | "SIVT", "verdict": "PRISON", "more | click_flood.verdict must be one of [MARK, REFUND]
                    "traffic_class": "SIVT", "verdict": "REFUND", "clicks | "verdict": "REFUND", "clicks | robotic_intervals.traffic_class is missing
                    """)
    void saysWhichFieldIsWrong(String right, String wrong, String message) {
        assertThat(shipped()).contains(right);

        assertThatThrownBy(
                        () -> FraudPolicyFile.parse("ours.json", shipped().replace(right, wrong)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("ours.json: ")
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsNoPolicy() {
        assertThatThrownBy(() -> FraudPolicyFile.parse("ours.json", "{}"))
                .hasMessage("ours.json: version is missing");
        assertThatThrownBy(() -> FraudPolicyFile.parse("ours.json", "null"))
                .hasMessage("ours.json: the policy is missing");
        assertThatThrownBy(() -> FraudPolicyFile.parse("ours.json", "{"))
                .hasMessageStartingWith("ours.json: ");
    }

    private static String shipped() {
        try (InputStream json = FraudPolicyFile.class.getResourceAsStream("/fraud-policy.json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
