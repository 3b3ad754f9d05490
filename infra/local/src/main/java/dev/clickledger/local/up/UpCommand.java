package dev.clickledger.local.up;

import dev.clickledger.local.shop.DemoShop;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Everything on this machine, until it is told to stop. */
@Command(
        name = "up",
        description = "Starts everything on this machine and runs until Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class UpCommand implements Callable<Integer> {

    private static final double MILLIS_PER_SECOND = 1000.0;

    @Spec CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept.")
    Path data = Path.of("data");

    @Option(names = "--ephemeral", description = "Keep nothing: a directory that goes at the end.")
    boolean ephemeral;

    @Option(names = "--sample", description = "Load a small sample market.")
    boolean sample;

    @Option(
            names = "--sandbox",
            description = "Let a request's Sandbox-Time header be its \"now\".")
    boolean sandbox;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address that the two HTTP applications listen on.")
    String bindAddress = LocalOptions.LOOPBACK;

    @Option(
            names = "--command-port",
            paramLabel = "PORT",
            description = "Port of the command side; 0 is any free one.")
    int commandPort = LocalOptions.COMMAND_PORT;

    @Option(
            names = "--query-port",
            paramLabel = "PORT",
            description = "Port of the query side; 0 is any free one.")
    int queryPort = LocalOptions.QUERY_PORT;

    @Option(
            names = "--shop-port",
            paramLabel = "PORT",
            description =
                    "Port of the demo shop, on the loopback address; 0 is any free one. Without it"
                            + " 8083, or any free one where that is taken.")
    @Nullable Integer shopPort = Integer.getInteger("clickledger.shop.port");

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new ConsoleProgress(out);
        long from = System.nanoTime();
        LocalOptions options = options();
        progress.note("Clickledger starts on " + options.data().toAbsolutePath().normalize());
        if (!bindAddress.equals(LocalOptions.LOOPBACK)) {
            progress.note("Note: whoever reaches " + bindAddress + " may send admin commands.");
        }
        LocalSystem system = LocalSystem.start(options, progress);
        if (sample) {
            new SampleMarket(system.commandUrl(), system.queryUrl()).load();
            progress.note("  The sample market is loaded.");
        }
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        out.println();
        out.println(Greeting.of(system, sample));
        out.printf(Locale.ROOT, "Up in %.1f s.%n", took.toMillis() / MILLIS_PER_SECOND);
        out.println("READY");
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private LocalOptions options() {
        Path directory = ephemeral ? DataHome.temporaryDirectory() : data;
        LocalOptions.ShopPort shop =
                shopPort == null
                        ? new LocalOptions.ShopPort(DemoShop.PORT, false)
                        : new LocalOptions.ShopPort(shopPort, true);
        return new LocalOptions(
                directory, ephemeral, sandbox, bindAddress, commandPort, queryPort, shop);
    }
}
