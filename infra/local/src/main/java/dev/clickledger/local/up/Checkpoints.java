package dev.clickledger.local.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
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

    private static FileTime writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
