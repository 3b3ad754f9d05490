package dev.clickledger.checks.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of {@code up} with what the build has made, as {@code ./clickledger} would start it. */
final class UpProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(180);
    private static final Duration EXIT_WITHIN = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;

    private UpProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static UpProcess start(Path data, String... options) {
        try {
            Path target = Path.of("../local/target").toAbsolutePath().normalize();
            Path output = Files.createTempFile("up", ".log");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("@" + target.resolveSibling("jvm.options"));
            command.addAll(
                    List.of(
                            "-cp",
                            target.resolve("classes")
                                    + ":"
                                    + Files.readString(target.resolve("classpath")).strip(),
                            "dev.clickledger.local.ClickledgerCli",
                            "up",
                            "--data",
                            data.toString(),
                            "--command-port",
                            "0",
                            "--query-port",
                            "0"));
            command.addAll(List.of(options));
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            return new UpProcess(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UpProcess awaitReady() {
        await().atMost(READY_WITHIN)
                .conditionEvaluationListener(ignored -> {})
                .until(() -> !process.isAlive() || output().lines().anyMatch("READY"::equals));
        if (!process.isAlive()) {
            throw new IllegalStateException("up ended before it was ready: " + output());
        }
        return this;
    }

    UpProcess awaitOutput(String text) {
        await().atMost(READY_WITHIN).until(() -> output().contains(text));
        return this;
    }

    /** All processes that it has started, and theirs. */
    List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(EXIT_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("up does not end: " + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String output() {
        try {
            return Files.readString(output, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        terminate();
        awaitExit();
        Files.deleteIfExists(output);
    }
}
