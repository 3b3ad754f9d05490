package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.EvidenceClick;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.policy.FraudPolicy;
import dev.clickledger.stream.policy.Verdicts;
import java.time.Instant;
import java.util.List;

/** Findings as {@code compensation-events} has them. */
final class FindingRecords {

    private FindingRecords() {}

    /** One of clicks on one ad that are owed back, in their order. */
    static CompensationRecord refund(
            FraudPolicy policy, RunPattern pattern, OwedOnAd owed, List<ChargedClick> clicks) {
        return Verdicts.record(
                policy,
                pattern.pattern(),
                pattern.rule(),
                clicks.getFirst().clickId(),
                owed.foundMillis(),
                pattern.window(),
                clicks,
                owed.explanation(),
                owed.evidence());
    }

    /** One that names the click which completed the pattern, and the others as evidence. */
    static CompensationRecord mark(FraudPolicy policy, RunPattern pattern, Finding finding) {
        ChargedClick last = finding.run().getLast().click();
        return Verdicts.record(
                policy,
                pattern.pattern(),
                pattern.rule(),
                last.clickId(),
                finding.foundMillis(),
                pattern.window(),
                List.of(last),
                finding.explanation(),
                evidence(finding.run()));
    }

    /** The latest of them, when they are too many for a message. */
    static List<EvidenceClick> evidence(List<JudgedClick> run) {
        return run.stream()
                .skip(Math.max(0, run.size() - CompensationRecord.MOST_EVIDENCE))
                .map(JudgedClick::click)
                .map(c -> new EvidenceClick(c.clickId(), Instant.ofEpochMilli(c.timeMillis())))
                .toList();
    }
}
