package dev.clickledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server as a child process: its output in a log file, its id in a pid file. It gets a session of
 * its own, so that Ctrl-C in the terminal reaches only the parent, which then stops it in its turn.
 * Beside it waits a guard, a shell that reads from a pipe held by this JVM: however the JVM dies,
 * {@code kill -9} included, the pipe ends and the guard stops the server.
 */
final class ServerProcess {

    /** What it takes to tell, start and stop one kind of server. */
    record Program(String name, String stopSignal, Duration stopWithin) {}

    private final Program program;
    private final Process process;
    private final Process guard;
    private final PidFile pidFile;
    private final Path log;

    private ServerProcess(
            Program program, Process process, Process guard, PidFile pidFile, Path log) {
        this.program = program;
        this.process = process;
        this.guard = guard;
        this.pidFile = pidFile;
        this.log = log;
    }

    static ServerProcess start(
            Program program,
            List<String> command,
            Map<String, String> environment,
            Path directory) {
        Path log = directory.resolve(program.name() + ".log");
        PidFile pidFile = new PidFile(directory.resolve(program.name() + ".pid"), program.name());
        try {
            ProcessBuilder builder = new ProcessBuilder(inOwnSession(command));
            builder.environment().putAll(environment);
            builder.redirectInput(Signals.NOTHING);
            builder.redirectErrorStream(true);
            builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.directory(directory.toFile());
            Process process = builder.start();
            pidFile.write(process.toHandle());
            return new ServerProcess(program, process, guard(program, process.pid()), pidFile, log);
        } catch (IOException e) {
            throw new EmbeddedServerException("cannot start " + program.name(), e);
        }
    }

    /**
     * Stops what a killed parent has left running in the directory; its data may then be opened.
     */
    static void stopOrphan(Program program, Path directory) {
        PidFile pidFile = new PidFile(directory.resolve(program.name() + ".pid"), program.name());
        pidFile.living().ifPresent(orphan -> stop(program, orphan));
        pidFile.delete();
    }

    private static Process guard(Program program, long pid) throws IOException {
        List<String> command =
                inOwnSession(
                        List.of(
                                "sh",
                                "-c",
                                "read -r nothing; kill -" + program.stopSignal() + " " + pid));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> inOwnSession(List<String> command) {
        Path setsid = Path.of("/usr/bin/setsid");
        if (!Files.isExecutable(setsid)) {
            return command;
        }
        List<String> whole = new ArrayList<>();
        whole.add(setsid.toString());
        whole.addAll(command);
        return whole;
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** For messages: the last lines of the log, which name the reason of a failed start. */
    String lastLogLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    /** What the kernel does when this JVM dies. */
    void loseParent() throws IOException {
        guard.getOutputStream().close();
    }

    /** May be called again: once it has ended, its id may be another process'. */
    void stop() {
        guard.destroyForcibly();
        if (process.isAlive()) {
            stop(program, process.toHandle());
        }
        pidFile.delete();
    }

    private static void stop(Program program, ProcessHandle process) {
        Signals.send(program.stopSignal(), process.pid());
        if (!ended(process, program.stopWithin())) {
            process.destroyForcibly();
            ended(process, program.stopWithin());
        }
    }

    private static boolean ended(ProcessHandle process, Duration within) {
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
