package dev.clickledger.bench.http;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, with the settings of {@code up}. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(120);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int OK = 200;

    private final Process process;
    private final int port;
    private final Path log;

    private ServerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /**
     * @param environment what may not be seen among the arguments
     * @param readyPath answers 200 once it is ready
     */
    public static ServerProcess start(
            Class<?> program,
            List<String> arguments,
            Map<String, String> environment,
            int port,
            String readyPath,
            Path directory)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC"));
        command.add("-Dclickledger.logs=" + directory);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(program.getName());
        command.addAll(arguments);
        Path log = directory.resolve(program.getSimpleName() + ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        var started = new ServerProcess(builder.start(), port, log);
        try {
            started.awaitReady(readyPath);
            return started;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    private void awaitReady(String path) throws IOException, InterruptedException {
        long giveUpAt = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!isReady(path)) {
            if (!process.isAlive() || System.nanoTime() > giveUpAt) {
                throw new IOException("a server does not start:\n" + Files.readString(log));
            }
            Thread.sleep(POLL);
        }
    }

    private boolean isReady(String path) {
        try (var connection = new KeepAliveConnection(port)) {
            return connection.send(KeepAliveConnection.get(path)).status() == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException inAHurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
