package dev.clickledger.stream.fraud;

import dev.clickledger.stream.duplicates.JudgedClick;
import java.util.List;

/**
 * A pattern that was found in clicks of one device.
 *
 * @param pattern a name of {@link dev.clickledger.contracts.topics.FraudPattern}
 * @param foundMillis the time of the click that completed it, the last of the run
 * @param run the clicks that make it, in their order
 * @param explanation what was counted against which threshold
 */
public record Finding(
        String pattern, long foundMillis, List<JudgedClick> run, String explanation) {}
