package dev.clickledger.local;

import dev.clickledger.local.audit.AuditCommand;
import dev.clickledger.local.demo.DemoCommand;
import dev.clickledger.local.job.JobCommand;
import dev.clickledger.local.rebuild.RebuildCommand;
import dev.clickledger.local.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./clickledger}, once it is built. */
@Command(
        name = "clickledger",
        description = "Sponsored products whose every charged won can be proved by replay.",
        mixinStandardHelpOptions = true,
        version = "clickledger 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "(up | demo | audit | rebuild | job | bench | test)",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            AuditCommand.class,
            RebuildCommand.class,
            JobCommand.class
        })
public final class ClickledgerCli {

    private ClickledgerCli() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** All commands, as the terminal has them. */
    public static CommandLine commandLine() {
        return new CommandLine(new ClickledgerCli()).setExecutionExceptionHandler(new Failures());
    }
}
