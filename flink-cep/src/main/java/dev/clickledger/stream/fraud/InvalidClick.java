package dev.clickledger.stream.fraud;

import dev.clickledger.stream.intake.ChargedClick;

/**
 * A click that is owed back, once for each such click: what it led to does not count.
 *
 * @param pattern by which it was found first, a name of {@link
 *     dev.clickledger.contracts.topics.FraudPattern}
 * @param foundMillis in event time: of a duplicate its own time, otherwise that of the click which
 *     completed the pattern
 */
public record InvalidClick(ChargedClick click, String pattern, long foundMillis) {}
