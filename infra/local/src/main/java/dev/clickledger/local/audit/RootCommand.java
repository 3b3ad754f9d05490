package dev.clickledger.local.audit;

import dev.clickledger.eventstore.sealing.SealedRoot;
import dev.clickledger.local.stores.StoreOptions;
import dev.clickledger.local.stores.Stores;
import dev.clickledger.query.audit.AuditExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit code 0, or 2 when there is no such root. */
@Command(
        name = "root",
        description = {
            "Writes the newest seal, or the last one of a day. Keep it where nobody who can change the store",
            "can change it: `audit verify --root FILE` then finds a store that was cut short or rewritten."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class RootCommand implements Callable<Integer> {

    @Spec CommandSpec spec;

    @Mixin StoreOptions store = new StoreOptions();

    @Option(
            names = "--day",
            paramLabel = "YYYY-MM-DD",
            description = "The last seal of that day in Seoul.")
    @Nullable LocalDate day;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; else to the terminal.")
    @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        try (Stores books = store.open(null, err)) {
            SealedRoot root = new AuditExport(books.dataSource()).root(day);
            if (root == null) {
                throw new AuditUndecided(
                        day == null
                                ? "Nothing was sealed yet."
                                : "Nothing was sealed on " + day + " in Seoul.",
                        null);
            }
            AuditFiles.write(root.toJson(), file, spec.commandLine().getOut());
            return 0;
        }
    }
}
