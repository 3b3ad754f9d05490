package dev.clickledger.command.fields;

/** Why somebody decided so: told to the advertiser. */
public record Reason(@Required @Text(max = 1_000) String reason) {}
