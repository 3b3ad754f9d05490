package dev.clickledger.stream.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionPolicyTest {

    @TempDir private Path directory;

    @Test
    void isShippedWithADayOfLookBack() {
        AttributionPolicy policy = AttributionPolicy.shipped();

        assertThat(policy.version()).isEqualTo("attribution-1");
        assertThat(policy.lookBack()).isEqualTo(Duration.ofHours(24));
        assertThat(policy.halo()).isTrue();
    }

    @Test
    void readsAnotherFile() throws IOException {
        Path file = write("{\"version\": \"autumn.2\", \"look_back_hours\": 720, \"halo\": false}");

        assertThat(AttributionPolicy.ofFile(file))
                .isEqualTo(new AttributionPolicy("autumn.2", 720, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 720})
    void takesAnHourToThirtyDays(int hours) {
        assertThat(new AttributionPolicy("v", hours, true).lookBack())
                .isEqualTo(Duration.ofHours(hours));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"version\":\"v\",\"look_back_hours\":0,\"halo\":true} | from 1 to 720 (30 days)",
                "{\"version\":\"v\",\"look_back_hours\":721,\"halo\":true} | not 721",
                "{\"version\":\"a b\",\"look_back_hours\":24,\"halo\":true} | version must be",
                "{\"look_back_hours\":24,\"halo\":true} | version must be",
                "{\"version\":\"v\",\"halo\":true} | look_back_hours",
                "{\"version\":\"v\",\"look_back_hours\":24,\"halo\":true,\"hallo\":1} | hallo",
                "not JSON | is not one"
            })
    void saysWhatIsWrongWithAFile(String json, String complaint) throws IOException {
        Path file = write(json);

        assertThatThrownBy(() -> AttributionPolicy.ofFile(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("policy.json")
                .hasMessageContaining(complaint);
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() -> AttributionPolicy.ofFile(directory.resolve("gone.json")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no attribution policy")
                .hasMessageContaining("gone.json");
    }

    private Path write(String json) throws IOException {
        return Files.writeString(directory.resolve("policy.json"), json);
    }
}
