package dev.clickledger.local.job;

import dev.clickledger.local.up.Addresses;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit code 0 when the savepoint is complete; its path is all that standard output has. */
@Command(
        name = "savepoint",
        description = {
            "Keeps the state of the running job, which goes on, in a directory of its own, and prints where.",
            "It is in the canonical format: it outlives versions and changes of the state backend."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class SavepointCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of `up`.")
    Path data = Path.of("data");

    @Option(
            names = "--rest-url",
            paramLabel = "URL",
            description = "Flink's REST interface, of a cluster of your own instead of `up`.")
    @Nullable URI restUrl;

    @Option(
            names = "--job",
            paramLabel = "ID",
            description = "Which job, where more than one runs.")
    @Nullable String job;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = {
                "Under which directory; with --rest-url, one that the cluster reaches, as a URI. Without it,",
                "savepoints/ of the data directory, or the cluster's own."
            })
    @Nullable String to;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            description = "How long to wait until it is complete.")
    int withinSeconds = 300;

    @Override
    public Integer call() throws InterruptedException {
        try (FlinkCluster flink =
                new FlinkCluster(restUrl == null ? Addresses.ofRunning(data).flink() : restUrl)) {
            String place =
                    flink.savepoint(
                            job == null ? flink.runningJob() : job,
                            target(),
                            Duration.ofSeconds(withinSeconds));
            spec.commandLine()
                    .getOut()
                    .println(restUrl == null ? Path.of(URI.create(place)) : place);
            spec.commandLine().getOut().flush();
            return 0;
        }
    }

    private @Nullable String target() {
        if (restUrl != null) {
            return to;
        }
        Path directory = to == null ? data.resolve("savepoints") : Path.of(to);
        return directory.toAbsolutePath().normalize().toUri().toString();
    }
}
