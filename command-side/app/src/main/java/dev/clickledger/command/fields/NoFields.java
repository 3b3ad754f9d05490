package dev.clickledger.command.fields;

/** The body of a call that needs none: absent or {@code {}}. */
public record NoFields() {}
