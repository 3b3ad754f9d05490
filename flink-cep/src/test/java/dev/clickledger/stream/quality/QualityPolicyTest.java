package dev.clickledger.stream.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityPolicyTest {

    @TempDir private Path directory;

    @Test
    void isShippedWithAWeekOfHalfLifeAndAnHourBetweenSteps() {
        assertThat(QualityPolicy.shipped())
                .isEqualTo(
                        new QualityPolicy("quality-1", 60, 168, 50, 10_000, 1_000, 50, 200, 10, 2));
    }

    @Test
    void readsAnotherFile() throws IOException {
        Path file = write(shipped().replace("\"prior_clicks\": 50", "\"prior_clicks\": 80"));

        assertThat(QualityPolicy.ofFile(file).priorClicks()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"version\": \"quality-1\" | \"version\": \"a b\" | version must be",
                "\"version\": \"quality-1\", | '' | version must be",
                "\"prior_clicks\": 50, | '' | prior_clicks",
                "\"prior_clicks\": 50 | \"prior_clicks\": 0 | prior_clicks must be 1 to",
                "\"interval_minutes\": 60 | \"interval_minutes\": 7 | must divide a day",
                "\"half_life_hours\": 168 | \"half_life_hours\": 2161 | half_life_hours must be 1 to 2160",
                "\"lowest_percent\": 50 | \"lowest_percent\": 101 | lowest_percent must be 10 to 100",
                "\"highest_percent\": 200 | \"highest_percent\": 99 | highest_percent must be 100 to 1000",
                "\"least_change_percent\": 2 | \"least_change_percent\": 11 | least_change_percent must be 1 to 10",
                "\"version\" | \"other\": 1, \"version\" | other",
                "{ | [ | is not one"
            })
    void saysWhatIsWrongWithAFile(String part, String instead, String complaint)
            throws IOException {
        Path file = write(shipped().replace(part, instead));

        assertThatThrownBy(() -> QualityPolicy.ofFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy.json")
                .hasMessageContaining(complaint);
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> QualityPolicy.ofFile(directory.resolve("gone.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no quality policy");
    }

    private static String shipped() throws IOException {
        try (InputStream json =
                QualityPolicyTest.class.getResourceAsStream("/quality-policy.json")) {
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path write(String json) throws IOException {
        return Files.writeString(directory.resolve("policy.json"), json);
    }
}
