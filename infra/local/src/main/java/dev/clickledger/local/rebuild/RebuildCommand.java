package dev.clickledger.local.rebuild;

import dev.clickledger.local.stores.StepProgress;
import dev.clickledger.local.stores.StoreOptions;
import dev.clickledger.local.stores.Stores;
import dev.clickledger.local.up.UpRefused;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exit code 0 when the new view is served. */
@Command(
        name = "rebuild",
        description = {
            "Has a running system build a view again from the first event, while the old one is served and",
            "kept up to date, and waits until they have changed places. Ctrl+C stops the waiting alone."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class RebuildCommand implements Callable<Integer> {

    private static final Duration ASK_EVERY = Duration.ofMillis(250);

    private static final String NEWEST_EVENT =
            "SELECT coalesce((SELECT position FROM events.event ORDER BY tx DESC, position DESC LIMIT 1), 0)";

    @Spec CommandSpec spec;

    @Mixin StoreOptions store = new StoreOptions();

    @Parameters(
            paramLabel = "VIEW",
            description = {
                "live: what lookups are served from, in Redis; read-tables: what reports and",
                "lookups without Redis are served from, in PostgreSQL."
            })
    String view = "";

    @Option(
            names = "--redis-url",
            paramLabel = "URL",
            description = "The Redis beside a PostgreSQL of your own.")
    @Nullable String redisUrl;

    @Override
    public Integer call() throws InterruptedException {
        String name = view.toLowerCase(Locale.ROOT);
        if (!name.equals("live") && !name.equals("read-tables")) {
            throw new ParameterException(
                    spec.commandLine(), view + " is no view: live or read-tables is");
        }
        if (!store.isRunning()) {
            throw new UpRefused(
                    "Nothing runs on "
                            + store.data()
                            + ", so nobody can build there. Start it with ./clickledger up.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Stores stores = store.open(redisUrl, out)) {
            JdbcClient sql = JdbcClient.create(stores.dataSource());
            try (Wanted wanted = name.equals("live") ? live(stores) : new WantedTables(sql)) {
                await(wanted, sql, new StepProgress(out));
            }
            out.println(name + " was built again and is served.");
            out.flush();
            return 0;
        }
    }

    private Wanted live(Stores stores) {
        String url = stores.redisUrl();
        if (url == null) {
            throw new ParameterException(
                    spec.commandLine(), "Which Redis? Name it with --redis-url URL.");
        }
        return new WantedLiveView(url);
    }

    private void await(Wanted wanted, JdbcClient sql, StepProgress progress)
            throws InterruptedException {
        wanted.ask();
        while (wanted.isOpen()) {
            progress.at(
                    "building " + view,
                    wanted.builtUpTo(),
                    sql.sql(NEWEST_EVENT).query(Long.class).single());
            Thread.sleep(ASK_EVERY);
        }
    }
}
