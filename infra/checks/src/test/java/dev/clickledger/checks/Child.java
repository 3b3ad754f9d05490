package dev.clickledger.checks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A process of its own, started by a test and never left behind. */
final class Child implements AutoCloseable {

    private static final int LINES_TOLD = 60;
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Child(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static Child start(Path directory, String... command) throws IOException {
        return new Child(
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start());
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException itHasEnded) {
            lines.add("(" + itHasEnded.getMessage() + ")");
        }
    }

    /** Its last lines, both outputs together. */
    String said() {
        List<String> all = List.copyOf(lines);
        return String.join("\n", all.subList(Math.max(0, all.size() - LINES_TOLD), all.size()));
    }

    boolean saidLine(String line) {
        return lines.contains(line);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to stop, as Ctrl-C or a service manager does. */
    void terminate() {
        // Process.destroy would also close the pipe, and its last words would be lost.
        process.toHandle().destroy();
    }

    int exitWithin(Duration longest) throws InterruptedException {
        if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            close();
            throw new AssertionError("still running after " + longest + ":\n" + said());
        }
        reader.join(STOPS_WITHIN);
        return process.exitValue();
    }

    @Override
    public void close() {
        if (!process.isAlive()) {
            return;
        }
        terminate();
        try {
            if (!process.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
