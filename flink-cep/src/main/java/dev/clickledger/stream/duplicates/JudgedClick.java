package dev.clickledger.stream.duplicates;

import dev.clickledger.stream.intake.ChargedClick;

/** A charged click and whether it is owed back. */
public record JudgedClick(ChargedClick click, boolean duplicate) {}
