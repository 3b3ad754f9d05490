package dev.clickledger.bench.http;

import dev.clickledger.bench.store.Database;
import dev.clickledger.command.CommandSideApplication;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command side as it is run, in a JVM of its own with the settings of {@code up}, and one more
 * controller: {@link BarePost}.
 */
final class CommandSideProcess implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int OK = 200;

    private final Process process;
    private final int port;
    private final Path log;

    private CommandSideProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static CommandSideProcess start(
            Database database, String kafka, Path signingKeys, Path directory)
            throws IOException, InterruptedException {
        int port = freePort();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("clickledger.postgres.url", database.url());
        properties.put("clickledger.postgres.user", database.user());
        properties.put("clickledger.kafka.bootstrap-servers", kafka);
        properties.put("clickledger.command.port", Integer.toString(port));
        properties.put("clickledger.signing-key-file", signingKeys.toString());
        properties.put(
                "clickledger.sealing.key-file", directory.resolve("sealing-key.pem").toString());
        properties.put("spring.main.sources", BarePost.class.getName());
        properties.put(
                "clickledger.local.foreign-auto-configurations", String.join(",", NOT_ITS_OWN));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xms256m", "-Xmx1g", "-XX:+UseSerialGC"));
        command.add("-Dclickledger.logs=" + directory);
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(CommandSideApplication.class.getName());
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        Path log = directory.resolve("command-side.out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        // Not as an argument: those can be seen by everybody.
        builder.environment().put("CLICKLEDGER_POSTGRES_PASSWORD", database.password());
        var started = new CommandSideProcess(builder.start(), port, log);
        try {
            started.awaitReady();
            return started;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    /** The class path is that of all applications: these libraries are the others'. */
    private static final List<String> NOT_ITS_OWN =
            List.of(
                    "org.springframework.boot.data.",
                    "org.springframework.boot.hibernate.",
                    "org.springframework.boot.jpa.",
                    "org.springframework.boot.persistence.",
                    "org.axonframework.springboot.autoconfig.JpaAutoConfiguration",
                    "org.axonframework.springboot.autoconfig.JpaEventStoreAutoConfiguration");

    private void awaitReady() throws IOException, InterruptedException {
        long giveUpAt = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > giveUpAt) {
                throw new IOException("the command side does not start:\n" + Files.readString(log));
            }
            Thread.sleep(POLL);
        }
    }

    private boolean isReady() {
        try (var connection = new KeepAliveConnection(port)) {
            return connection.send(KeepAliveConnection.get("/actuator/health/readiness")).status()
                    == OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    private static int freePort() throws IOException {
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
