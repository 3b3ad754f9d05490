package dev.clickledger.stream.matching;

import dev.clickledger.contracts.topics.AttributionType;
import dev.clickledger.contracts.topics.UnmatchedReason;
import dev.clickledger.stream.intake.ChargedClick;

/** What an order is owed to, or why to nothing. */
sealed interface Finding {

    record Owed(ChargedClick click, AttributionType type) implements Finding {}

    record OwedToNone(UnmatchedReason reason) implements Finding {}
}
