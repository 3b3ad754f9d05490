package dev.clickledger.local.demo.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.local.demo.input.ShopperAction;
import dev.clickledger.local.demo.input.ShopperLog;
import dev.clickledger.local.demo.input.Survey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedDayTest {

    @TempDir Path directory;

    @Test
    void theSameSeedGivesTheSameDay() throws IOException {
        assertThat(day(7)).hasSameBinaryContentAs(day(7));
        assertThat(Files.mismatch(day(7), day(8))).isNotNegative();
    }

    @Test
    void aDayIsAnInputThatTheDemoTakes() throws IOException {
        Path day = day(1);

        Survey survey = Survey.of(day);

        assertThat(survey.actions()).isBetween(3_000L, 7_000L);
        assertThat(survey.placements()).containsExactlyInAnyOrder(Placement.values());
        Map<Class<?>, Integer> kinds = new HashMap<>();
        try (var log = ShopperLog.open(day)) {
            log.forEachRemaining(action -> kinds.merge(action.getClass(), 1, Integer::sum));
        }
        assertThat(kinds.keySet()).hasSize(ShopperAction.class.getPermittedSubclasses().length);
        assertThat(kinds.get(ShopperAction.Cancel.class)).isGreaterThan(10);
    }

    private Path day(long seed) throws IOException {
        Path file = Files.createTempFile(directory, "day", ".csv");
        GeneratedDay.write(seed, file);
        return file;
    }
}
