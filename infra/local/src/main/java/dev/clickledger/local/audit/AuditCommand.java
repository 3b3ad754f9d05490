package dev.clickledger.local.audit;

import picocli.CommandLine.Command;

/** What auditors do from a terminal. */
@Command(
        name = "audit",
        description = "Proves the books from the event store.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(verify | root | export | check | auction)",
        subcommands = {
            VerifyCommand.class,
            RootCommand.class,
            ExportCommand.class,
            CheckCommand.class,
            AuctionCommand.class
        })
public final class AuditCommand {}
