package dev.clickledger.local.job;

import dev.clickledger.local.up.DataHome;
import dev.clickledger.local.up.Restore;
import dev.clickledger.local.up.UpRefused;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit code 0 when the job goes on from there, or will with its next start. */
@Command(
        name = "restore",
        description = {
            "Has the job of `up` go on from a savepoint: at once where it runs, else with its next start.",
            "What was told since is told again; nothing is charged, refunded or counted twice by that."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RestoreCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(250);

    @Spec CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of `up`.")
    Path data = Path.of("data");

    @Option(
            names = "--from",
            paramLabel = "PATH",
            required = true,
            description = "A savepoint, as `job savepoint` prints it, or a checkpoint.")
    Path from = Path.of("");

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description = "How long to wait for a running job.")
    int withinSeconds = 300;

    @Override
    public Integer call() throws InterruptedException {
        Path savepoint = savepoint();
        if (!Files.isDirectory(data)) {
            throw new UpRefused(data + " is no data directory. Name it with --data DIR.");
        }
        PrintWriter out = spec.commandLine().getOut();
        Restore restore = new Restore(data);
        // Above all that were told: milliseconds run faster than windows are corrected.
        restore.ask(savepoint, System.currentTimeMillis());
        if (DataHome.isHeld(data)) {
            await(restore);
            out.println("The job goes on from " + savepoint);
        } else {
            out.println("The next start on " + data + " goes on from " + savepoint);
        }
        out.flush();
        return 0;
    }

    private Path savepoint() {
        Path savepoint = from.toAbsolutePath().normalize();
        if (savepoint.endsWith("_metadata")) {
            savepoint = savepoint.resolve("..").normalize();
        }
        if (!Files.isRegularFile(savepoint.resolve("_metadata"))) {
            throw new UpRefused(
                    savepoint
                            + " is no savepoint: a complete one has a file _metadata. `job savepoint`"
                            + " prints the path of the one it takes.");
        }
        return savepoint;
    }

    private void await(Restore restore) throws InterruptedException {
        long giveUpAt = System.nanoTime() + Duration.ofSeconds(withinSeconds).toNanos();
        while (true) {
            Optional<Restore.Answer> answer = restore.answered();
            if (answer.isPresent()) {
                answer.get()
                        .failure()
                        .ifPresent(
                                why -> {
                                    throw new UpRefused(
                                            "The job cannot go on from there and goes on as before: "
                                                    + why);
                                });
                return;
            }
            if (System.nanoTime() > giveUpAt) {
                throw new UpRefused(
                        "The job does not yet go on from there after "
                                + withinSeconds
                                + " s. It still may; the log of `up` says more.");
            }
            Thread.sleep(POLL);
        }
    }
}
