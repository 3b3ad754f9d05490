package dev.clickledger.eventstore.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickledger.eventstore.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DailyRootsTest {

    private static final SealingKey KEY = SealingKey.generate();

    @TempDir Path directory;

    @Test
    void keepsTheLastSealOfADayInSeoul() throws IOException {
        SealListener roots = DailyRoots.in(directory.resolve("roots").toString());
        SealedRoot first = root(1, "2026-01-15T03:00:00Z");
        SealedRoot last = root(2, "2026-01-15T14:59:59Z");
        SealedRoot next = root(3, "2026-01-15T15:00:00Z");

        roots.sealed(null, first.seal());
        roots.sealed(first, last.seal());
        assertThat(directory.resolve("roots")).doesNotExist();
        roots.sealed(last, next.seal());

        Path kept = directory.resolve("roots").resolve("2026-01-15.json");
        assertThat(SealedRoot.parse(Files.readString(kept)))
                .usingRecursiveComparison()
                .isEqualTo(last);
        assertThat(directory.resolve("roots")).isDirectoryNotContaining("glob:**unfinished");
    }

    @Test
    void aRootThatWasChangedIsRefused() {
        String json = root(7, "2026-01-15T03:00:00Z").toJson();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SealedRoot.parse(json.replace("\"number\" : 7", "\"number\" : 8")))
                .withMessageContaining("changed");
        assertThatIllegalArgumentException().isThrownBy(() -> SealedRoot.parse("{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> SealedRoot.parse("not json"));
    }

    @Test
    void goesOnWhenItCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));

        DailyRoots.in(file.toString())
                .sealed(root(1, "2026-01-15T03:00:00Z"), root(2, "2026-01-16T03:00:00Z").seal());

        assertThat(file).isEmptyFile();
    }

    private static SealedRoot root(long number, String sealedAt) {
        var batch =
                new SealedBatch(
                        1, new Position(1, 1), new Position(1, 1), new byte[32], new byte[0]);
        return SealedRoot.of(
                Seal.signed(number, batch, number, Instant.parse(sealedAt), Hash.NONE, KEY),
                KEY.publicKey());
    }
}
