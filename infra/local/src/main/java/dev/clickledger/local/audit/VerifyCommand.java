package dev.clickledger.local.audit;

import dev.clickledger.query.audit.AuditReport;
import dev.clickledger.query.audit.AuditVerification;
import dev.clickledger.query.audit.Discrepancy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Exit code 0 when the books hold, 1 when something differs. */
@Command(
        name = "verify",
        description = {
            "Re-derives every balance from the event store, and compares registers, read tables and",
            "Redis with what the events give. Works beside a running system and on a stopped one."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
final class VerifyCommand implements Callable<Integer> {

    private static final int DIFFERS = 1;

    @Spec CommandSpec spec;

    @Option(names = "--data", paramLabel = "DIR", description = "The data directory of `up`.")
    Path data = Path.of("data");

    @Option(
            names = "--postgres-url",
            paramLabel = "JDBC_URL",
            description = "A PostgreSQL of your own instead of a data directory.")
    @Nullable String postgresUrl;

    @Option(names = "--postgres-user", paramLabel = "USER", description = "Its user.")
    @Nullable String postgresUser;

    @Option(
            names = "--postgres-password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            description = "Its password; asked for when left empty.")
    @Nullable String postgresPassword;

    @Option(
            names = "--redis-url",
            paramLabel = "URL",
            description = "The Redis beside it; without one Redis is not compared.")
    @Nullable String redisUrl;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Books books =
                postgresUrl == null
                        ? Books.of(data, out)
                        : Books.at(postgresUrl, postgresUser, postgresPassword, redisUrl)) {
            AuditReport report =
                    new AuditVerification(books.dataSource(), books.redisUrl())
                            .run(new VerifyProgress(out));
            print(report, out);
            return report.clean() ? 0 : DIFFERS;
        }
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
