package dev.clickledger.local.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir Path directory;

    @Test
    void findsNoneBeforeTheFirst() throws IOException {
        Checkpoints checkpoints = new Checkpoints(directory.resolve("none"));
        assertThat(checkpoints.newestCompleted()).isEmpty();
    }

    @Test
    void findsTheNewestOverAllRunsOfTheJob() throws IOException {
        complete("first-run/chk-9", NOON);
        Path newest = complete("second-run/chk-2", NOON.plusSeconds(2));
        complete("second-run/chk-1", NOON.plusSeconds(1));
        assertThat(new Checkpoints(directory).newestCompleted()).contains(newest);
    }

    @Test
    void passesOverOneThatWasNeverCompleted() throws IOException {
        Path complete = complete("run/chk-1", NOON);
        Files.createDirectories(directory.resolve("run/chk-2"));
        Files.createFile(directory.resolve("run/chk-2/state-of-an-operator"));
        assertThat(new Checkpoints(directory).newestCompleted()).contains(complete);
    }

    @Test
    void removesRunsOfWhichNothingIsLeft() throws IOException {
        Path kept = complete("second-run/chk-2", NOON);
        Files.createDirectories(directory.resolve("second-run/shared"));
        Files.createDirectories(directory.resolve("first-run/shared"));
        Files.createDirectories(directory.resolve("first-run/taskowned"));
        Checkpoints checkpoints = new Checkpoints(directory);
        checkpoints.removeEmptyRuns();
        assertThat(directory.resolve("first-run")).doesNotExist();
        assertThat(checkpoints.newestCompleted()).contains(kept);
    }

    private Path complete(String name, Instant at) throws IOException {
        Path checkpoint = Files.createDirectories(directory.resolve(name));
        Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.from(at));
        return checkpoint;
    }
}
