package dev.clickledger.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./clickledger bench}, once it is built. */
@Command(
        name = "bench",
        description = {
            "Measures each case beside its peer, in turns in the same run; prints a table and writes"
                    + " bench-results/NAME.json.",
            "What counts is the ratio: the machine's speed drifts. Leave it alone meanwhile."
        },
        mixinStandardHelpOptions = true)
final class BenchCli implements Callable<Integer> {

    private static final int MOST_ROUNDS = 100;
    private static final int MOST_SECONDS = 8;
    private static final int MOST_EVENTS = 5_000_000;

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "${COMPLETION-CANDIDATES}; all of them without one.")
    private Set<Benchmark> wanted = EnumSet.noneOf(Benchmark.class);

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description =
                    "How often each contender runs, after a warm-up (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "How long each turn is (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--case", description = "Only this case, e.g. hot-256.")
    private @Nullable String onlyCase;

    @Option(
            names = "--events",
            defaultValue = "300000",
            description = "How many charges are replayed (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(
            names = "--results",
            defaultValue = "${sys:clickledger.bench.results:-bench-results}",
            description = "Directory of the result files.")
    private Path results;

    private BenchCli() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BenchCli()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        checkBound("--rounds", rounds, MOST_ROUNDS);
        checkBound("--seconds", seconds, MOST_SECONDS);
        checkBound("--events", events, MOST_EVENTS);
        PrintStream out = System.out;
        var plan = new Plan(rounds, Duration.ofSeconds(seconds), onlyCase, events, out);
        boolean found = false;
        for (Benchmark benchmark : wanted.isEmpty() ? EnumSet.allOf(Benchmark.class) : wanted) {
            long start = System.nanoTime();
            out.println(benchmark);
            List<Comparison> comparisons = benchmark.run(plan);
            if (comparisons.isEmpty()) {
                continue;
            }
            found = true;
            ResultTable.print(comparisons, out);
            Path file = ResultFile.write(results, benchmark.name(), comparisons);
            out.printf(
                    "%s, after %d s%n%n",
                    file, Duration.ofNanos(System.nanoTime() - start).toSeconds());
        }
        if (!found) {
            throw new ParameterException(spec.commandLine(), "no case is called " + onlyCase);
        }
        return 0;
    }

    private void checkBound(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes 1 to " + most + ", not " + value);
        }
    }
}
