package dev.clickledger.local.audit;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.eventstore.sealing.NotSealedException;
import dev.clickledger.eventstore.sealing.ProofBundle;
import dev.clickledger.local.stores.StoreOptions;
import dev.clickledger.local.stores.Stores;
import dev.clickledger.query.audit.AuditExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Exit code 0, 1 when the click's events are not what was sealed, 2 when there is no proof of it.
 */
@Command(
        name = "export",
        description = {
            "Writes what proves a click: its events, and the way of each into a signed seal. Who gets the",
            "file verifies it with `audit check`, without the store."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class ExportCommand implements Callable<Integer> {

    private static final int DIFFERS = 1;

    @Spec CommandSpec spec;

    @Mixin StoreOptions store = new StoreOptions();

    @Option(names = "--click", paramLabel = "ID", required = true, description = "The click's id.")
    String click = "";

    @Option(names = "--out", paramLabel = "FILE", description = "Where to; else to the terminal.")
    @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        ClickId clickId = clickId();
        try (Stores books = store.open(null, err)) {
            ProofBundle proof = new AuditExport(books.dataSource()).proof(clickId);
            if (proof == null) {
                throw new AuditUndecided("There is no click " + clickId + ".", null);
            }
            AuditFiles.write(proof.toJson(), file, spec.commandLine().getOut());
            return 0;
        } catch (NotSealedException notSealed) {
            if (notSealed.yet()) {
                throw new AuditUndecided(String.valueOf(notSealed.getMessage()), notSealed);
            }
            err.println(notSealed.getMessage());
            err.flush();
            return DIFFERS;
        }
    }

    private ClickId clickId() {
        try {
            return ClickId.of(click);
        } catch (IllegalArgumentException noId) {
            throw new ParameterException(spec.commandLine(), "--click: " + noId.getMessage(), noId);
        }
    }
}
