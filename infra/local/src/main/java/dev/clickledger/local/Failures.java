package dev.clickledger.local;

import dev.clickledger.local.audit.AuditCommand;
import dev.clickledger.local.audit.AuditUndecided;
import dev.clickledger.local.up.UpRefused;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * What a person reads when a command fails: a refusal in its own words; for anything else the
 * innermost cause and where the whole story is.
 */
final class Failures implements IExecutionExceptionHandler {

    private static final int FAILED = 1;

    /** An audit could find out neither that all is right nor that something is wrong. */
    private static final int UNDECIDED = 2;

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        String logs = System.getProperty("clickledger.logs");
        if (failure instanceof UpRefused || failure instanceof AuditUndecided) {
            err.println(failure.getMessage());
        } else if (logs == null) {
            failure.printStackTrace(err);
        } else {
            LoggerFactory.getLogger(Failures.class)
                    .error("{} failed", command.getCommandName(), failure);
            err.println(command.getCommandName() + " failed: " + failure.getMessage());
            Throwable cause = innermost(failure);
            if (!cause.equals(failure)) {
                err.println("  because: " + cause);
            }
            err.println("  The log: " + logs + "/clickledger.log");
        }
        err.flush();
        return isAudit(command) ? UNDECIDED : FAILED;
    }

    private static boolean isAudit(CommandLine command) {
        CommandLine parent = command.getParent();
        return parent != null && parent.getCommand() instanceof AuditCommand;
    }

    private static Throwable innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
