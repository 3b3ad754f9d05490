package dev.clickledger.local.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The job's retained checkpoints, {@code <job id>/chk-<n>}. Flink writes {@code _metadata} last and
 * in one step: where it is, the checkpoint is complete.
 */
final class Checkpoints {

    private static final String COMPLETE = "_metadata";

    private final Path directory;

    Checkpoints(Path directory) {
        this.directory = directory;
    }

    Path directory() {
        return directory;
    }

    Optional<Path> newestCompleted() {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(directory, 3, (file, a) -> file.endsWith(COMPLETE))) {
            return files.max(Comparator.comparing(Checkpoints::writtenAt)).map(Path::getParent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Of runs whose last checkpoint was taken over and outlived, only empty directories are left.
     */
    void removeEmptyRuns() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> runs = Files.list(directory)) {
            for (Path run : runs.toList()) {
                removeIfEmpty(run);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeIfEmpty(Path run) throws IOException {
        List<Path> directories = List.of(run.resolve("shared"), run.resolve("taskowned"), run);
        try (Stream<Path> files = Files.walk(run)) {
            if (!files.allMatch(directories::contains)) {
                return;
            }
        }
        for (Path empty : directories) {
            Files.deleteIfExists(empty);
        }
    }

    private static FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
