package dev.clickledger.stream.metrics;

import dev.clickledger.stream.intake.ChargedClick;

/**
 * A charged click that is owed back. Whoever finds them says so once a click, whatever patterns hit
 * it: each is taken off the window in which it was charged.
 *
 * @param pattern what found it
 */
public record InvalidClick(ChargedClick click, String pattern) {}
