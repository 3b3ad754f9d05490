package dev.clickledger.checks.crash;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command side as a process of its own, always on the same port, so that it can be killed. */
final class CommandSideProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(90);
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    private static final int LINES = 60;
    private static final Duration ASKED_EVERY = Duration.ofMillis(20);

    /** What else is on the common class path, and none of its affair. */
    private static final String FOREIGN =
            "org.springframework.boot.data.,org.springframework.boot.hibernate.,"
                    + "org.springframework.boot.jpa.,org.springframework.boot.persistence.";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Object> properties;
    private final int port;
    private final Path output;
    private Process process;

    private CommandSideProcess(
            Map<String, Object> properties, int port, Path output, Process process) {
        this.properties = properties;
        this.port = port;
        this.output = output;
        this.process = process;
    }

    static CommandSideProcess start(Map<String, Object> properties, int port, Path directory)
            throws IOException {
        Path output = directory.resolve("command-side.log");
        var started =
                new CommandSideProcess(properties, port, output, launch(properties, port, output));
        Runtime.getRuntime().addShutdownHook(new Thread(started::kill));
        return started;
    }

    void restart() throws IOException {
        process = launch(properties, port, output);
    }

    private static Process launch(Map<String, Object> properties, int port, Path output)
            throws IOException {
        Path local = Path.of("../local").toAbsolutePath().normalize();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + local.resolve("jvm.options"));
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-Dclickledger.logs=" + output.getParent(),
                        "-cp",
                        local.resolve("target/classes")
                                + ":"
                                + Files.readString(local.resolve("target/classpath")).strip(),
                        "dev.clickledger.command.CommandSideApplication",
                        "--clickledger.command.port=" + port,
                        "--clickledger.local.foreign-auto-configurations=" + FOREIGN));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
    }

    /** READY, as {@code up} would say it. */
    void awaitReady() {
        var ask =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + port + "/actuator/health/readiness"))
                        // One that was sent while the server came up may never be answered.
                        .timeout(ANSWERED_WITHIN)
                        .build();
        await().atMost(READY_WITHIN)
                .pollInterval(ASKED_EVERY)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException("it ended: " + said());
                            }
                            return http.send(ask, BodyHandlers.discarding()).statusCode() == 200;
                        });
    }

    /** With no warning. */
    void kill() {
        process.destroyForcibly();
    }

    void awaitDeath() throws InterruptedException {
        process.waitFor();
    }

    /** The end of its log. */
    String said() {
        try {
            Path log = output.resolveSibling("clickledger.log");
            List<String> lines = new ArrayList<>(Files.readAllLines(output));
            if (Files.exists(log)) {
                lines.addAll(Files.readAllLines(log));
            }
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        kill();
        http.close();
    }
}
