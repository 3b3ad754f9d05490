package dev.clickledger.local.audit;

import dev.clickledger.eventstore.sealing.SealPublicKey;
import dev.clickledger.eventstore.sealing.SealTrust;
import dev.clickledger.eventstore.sealing.SealedRoot;
import dev.clickledger.local.stores.StepProgress;
import dev.clickledger.local.stores.StoreOptions;
import dev.clickledger.local.stores.Stores;
import dev.clickledger.query.audit.AuditFailedException;
import dev.clickledger.query.audit.AuditReport;
import dev.clickledger.query.audit.AuditVerification;
import dev.clickledger.query.audit.Discrepancy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Exit code 0 when the books hold, 1 when something differs, 2 when that could not be found out.
 */
@Command(
        name = "verify",
        description = {
            "Re-derives every balance from the event store, checks every event against its seal, and",
            "compares registers, read tables and Redis with what the events give. Works beside a running",
            "system and on a stopped one."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class VerifyCommand implements Callable<Integer> {

    private static final int DIFFERS = 1;

    @Spec CommandSpec spec;

    @Mixin StoreOptions store = new StoreOptions();

    @Option(
            names = "--redis-url",
            paramLabel = "URL",
            description = "The Redis beside it; without one Redis is not compared.")
    @Nullable String redisUrl;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = {
                "A sealing key that you trust, PEM; may be given more than once. Without one, the keys",
                "that the store holds are taken."
            })
    List<Path> publicKeys = List.of();

    @Option(
            names = "--root",
            paramLabel = "FILE",
            description = {
                "A root exported before (audit root), which the store must still lead to; may be given",
                "more than once."
            })
    List<Path> roots = List.of();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        SealTrust trust = trust();
        try (Stores books = store.open(redisUrl, out)) {
            AuditReport report =
                    new AuditVerification(books.dataSource(), books.redisUrl(), trust)
                            .run(new StepProgress(out));
            print(report, out);
            return report.clean() ? 0 : DIFFERS;
        } catch (AuditFailedException unknown) {
            throw new AuditUndecided(String.valueOf(unknown.getMessage()), unknown);
        }
    }

    private SealTrust trust() throws IOException {
        List<SealPublicKey> keys = new ArrayList<>();
        for (Path file : publicKeys) {
            keys.add(AuditFiles.publicKey(file));
        }
        List<SealedRoot> exported = new ArrayList<>();
        for (Path file : roots) {
            exported.add(AuditFiles.root(file));
        }
        return new SealTrust(keys, exported);
    }

    private static void print(AuditReport report, PrintWriter out) {
        out.println();
        report.counts()
                .forEach((what, many) -> out.printf(Locale.ROOT, "  %-34s %,14d%n", what, many));
        report.notCompared().forEach(what -> out.println("  not compared: " + what));
        out.println();
        if (report.clean()) {
            out.println("The books hold: everything is as the events say.");
        } else {
            report.discrepancies().forEach(found -> print(found, out));
            out.printf(
                    Locale.ROOT,
                    "The books do not hold: %,d %s from what the events say%s.%n",
                    report.total(),
                    report.total() == 1 ? "thing differs" : "things differ",
                    report.total() > report.discrepancies().size()
                            ? ", of which the first " + report.discrepancies().size() + " are named"
                            : "");
        }
        out.flush();
    }

    private static void print(Discrepancy found, PrintWriter out) {
        out.println("  " + found.where() + ": " + found.what());
        out.println("      expected  " + found.expected());
        out.println("      found     " + found.found());
    }
}
