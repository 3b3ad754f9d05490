package dev.clickledger.local.audit;

import dev.clickledger.eventstore.sealing.ProofCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exit code 0 when the file proves its click, 1 when it does not, 2 when it can't be read. */
@Command(
        name = "check",
        description = {
            "Verifies an exported proof with nothing but the file and the public key of the seals, and says",
            "in words what is proved."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {

    private static final int PROVES_NOTHING = 1;

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What `audit export` wrote.")
    Path file = Path.of("");

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            required = true,
            description = "The public key of the seals, PEM; the only one trusted.")
    Path publicKey = Path.of("");

    @Override
    public Integer call() {
        ProofCheck.Verdict verdict =
                ProofCheck.check(AuditFiles.proof(file), AuditFiles.publicKey(publicKey));
        PrintWriter out = spec.commandLine().getOut();
        if (verdict.holds()) {
            out.println("Proved:");
            verdict.proved().forEach(sentence -> out.println("  " + sentence));
            out.println("Not proved: that nothing more became of the click after this export.");
        } else {
            out.println("This file proves nothing:");
            verdict.wrong().forEach(wrong -> out.println("  " + wrong));
        }
        out.flush();
        return verdict.holds() ? 0 : PROVES_NOTHING;
    }
}
