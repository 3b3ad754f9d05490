package dev.clickledger.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Remembers a child process beyond the death of its parent: its id and when it started. A process
 * is taken for ours only when it has the id, the start time and the program's name; ids are reused.
 */
final class PidFile {

    /** The kernel gives start times relative to the boot, which moves a little with the clock. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(5);

    private final Path file;
    private final String program;

    PidFile(Path file, String program) {
        this.file = file;
        this.program = program;
    }

    void write(ProcessHandle process) {
        Instant started = process.info().startInstant().orElse(Instant.EPOCH);
        try {
            Files.write(file, List.of(Long.toString(process.pid()), started.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The process that was written, while it lives. */
    Optional<ProcessHandle> living() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                return Optional.empty(); // Died while it wrote: the process is not ours to guess.
            }
            Instant started = Instant.parse(lines.get(1));
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startedAt(process, started))
                    .filter(process -> runs(process, program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startedAt(ProcessHandle process, Instant started) {
        return process.info()
                .startInstant()
                .map(at -> Duration.between(at, started).abs().compareTo(START_TOLERANCE) <= 0)
                .orElse(false);
    }

    static boolean runs(ProcessHandle process, String program) {
        return process.info().command().map(Path::of).map(Path::getFileName).stream()
                .anyMatch(name -> name.toString().startsWith(program));
    }
}
