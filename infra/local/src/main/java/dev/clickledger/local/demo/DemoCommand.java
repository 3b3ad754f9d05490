package dev.clickledger.local.demo;

import dev.clickledger.local.demo.api.ApiRefused;
import dev.clickledger.local.demo.api.ApiUnreachable;
import dev.clickledger.local.demo.drain.DrainFailed;
import dev.clickledger.local.demo.generate.GeneratedDay;
import dev.clickledger.local.demo.input.InputRefused;
import dev.clickledger.local.demo.input.Survey;
import dev.clickledger.local.demo.replay.ReplayFailed;
import dev.clickledger.local.up.ConsoleProgress;
import dev.clickledger.local.up.LocalOptions;
import dev.clickledger.local.up.LocalSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A replay of shopper behaviour, from nothing to books that balance. */
@Command(
        name = "demo",
        description = {
            "Starts everything on nothing, sets up a market, replays shopper behaviour through the"
                    + " public APIs, waits until all is settled and closes the books.",
            "Exit 0 only if the books balance; 1 if they don't or something failed; 2 if the input"
                    + " is not what it should be."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class DemoCommand implements Callable<Integer> {

    private static final int BALANCED = 0;
    private static final int FAILED = 1;
    private static final int BAD_INPUT = 2;

    @Spec CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "FILE.csv",
            description = "What shoppers did, sorted by time; without it, a day is generated.")
    @Nullable Path input;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description = "Where to write the closing account.")
    @Nullable Path report;

    @Option(
            names = "--journal",
            paramLabel = "FILE.ndjson",
            description = "Where to write what happened, line by line.")
    @Nullable Path journal;

    @Option(
            names = "--save-input",
            paramLabel = "FILE.csv",
            description = "Where to write the generated day.")
    @Nullable Path savedInput;

    @Option(names = "--keep", description = "Leave everything running until Ctrl-C.")
    boolean keep;

    @Option(names = "--seed", paramLabel = "N", description = "Of the market and the day.")
    long seed = 1;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        for (Path file : Arrays.asList(report, journal, savedInput)) {
            Path directory = file == null ? null : file.toAbsolutePath().getParent();
            if (directory != null && !Files.isDirectory(directory)) {
                // Said now, not after minutes of work.
                err.println("There is no directory " + directory);
                return BAD_INPUT;
            }
        }
        Path shoppers = input == null ? generate() : input;
        try {
            return play(shoppers, out);
        } catch (InputRefused refused) {
            err.println(shoppers + ": " + refused.getMessage());
            return BAD_INPUT;
        } catch (NoSuchFileException missing) {
            err.println("There is no " + missing.getMessage());
            return BAD_INPUT;
        } catch (ApiRefused | ApiUnreachable | ReplayFailed | DrainFailed failed) {
            err.println("The demo failed: " + failed.getMessage());
            return FAILED;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private Path generate() throws IOException {
        Path file = savedInput;
        if (file == null) {
            file = Files.createTempFile("clickledger-day", ".csv");
            file.toFile().deleteOnExit();
        }
        GeneratedDay.write(seed, file);
        return file;
    }

    private int play(Path shoppers, PrintWriter out) throws IOException, InterruptedException {
        var stopwatch = new Stopwatch();
        // Before anything is started: what is wrong with the input is told at once.
        Survey survey = Survey.of(shoppers);
        try (LocalSystem system =
                LocalSystem.start(LocalOptions.ephemeral(true), new ConsoleProgress(out))) {
            stopwatch.ends("start");
            Running running = Running.on(system);
            boolean balanced =
                    new Demo(running, shoppers, survey, seed, stopwatch, out).play(report, journal);
            if (keep) {
                out.println();
                out.println("command side  " + running.command());
                out.println("query side    " + running.query());
                out.println("Both take a Sandbox-Time header. Ctrl-C stops.");
                out.flush();
                new CountDownLatch(1).await();
            }
            return balanced ? BALANCED : FAILED;
        }
    }
}
