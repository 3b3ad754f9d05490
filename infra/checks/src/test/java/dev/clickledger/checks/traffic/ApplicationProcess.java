package dev.clickledger.checks.traffic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One of the applications as a process of its own, so that it can be killed. */
final class ApplicationProcess implements AutoCloseable {

    private static final String BOOT = "org.springframework.boot.";

    private final List<String> command;
    private final Path output;
    private Process process;

    private ApplicationProcess(List<String> command, Path output) throws IOException {
        this.command = command;
        this.output = output;
        restart();
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    static ApplicationProcess commandSide(Map<String, Object> properties, Path directory)
            throws IOException {
        return start(
                "dev.clickledger.command.CommandSideApplication",
                List.of("data.", "hibernate.", "jpa.", "persistence."),
                properties,
                directory.resolve("command-side"));
    }

    static ApplicationProcess projections(Map<String, Object> properties, Path directory)
            throws IOException {
        return start(
                "dev.clickledger.projections.ProjectionsApplication",
                List.of("webmvc.", "tomcat.", "servlet.", "web.server."),
                properties,
                directory.resolve("projections"));
    }

    /**
     * @param foreign auto-configurations on the common class path that are none of its affair
     */
    private static ApplicationProcess start(
            String main, List<String> foreign, Map<String, Object> properties, Path directory)
            throws IOException {
        Path local = Path.of("../local").toAbsolutePath().normalize();
        Files.createDirectories(directory);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + local.resolve("jvm.options"));
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-Dclickledger.logs=" + directory,
                        "-cp",
                        local.resolve("target/classes")
                                + ":"
                                + Files.readString(local.resolve("target/classpath")).strip(),
                        main,
                        "--clickledger.local.foreign-auto-configurations="
                                + String.join(",", foreign.stream().map(BOOT::concat).toList())));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        return new ApplicationProcess(command, directory.resolve("output.log"));
    }

    void restart() throws IOException {
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                        .start();
    }

    /** With no warning; returns when it is dead. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
    }
}
