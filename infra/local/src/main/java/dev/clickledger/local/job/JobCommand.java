package dev.clickledger.local.job;

import picocli.CommandLine.Command;

/** What an operator does with the stream job. */
@Command(
        name = "job",
        description = "Keeps the stream job's state, goes on from it, and shows what it left out.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(savepoint | restore | dead-letters)",
        subcommands = {SavepointCommand.class, RestoreCommand.class, DeadLettersCommand.class})
public final class JobCommand {}
