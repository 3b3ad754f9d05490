package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.CompensationRecord;
import org.apache.flink.api.common.functions.MapFunction;

/** Findings that are told and counted, without money. */
final class MarkFindings implements MapFunction<Finding, CompensationRecord> {

    private static final long serialVersionUID = 1L;

    private final RunPatterns patterns;

    MarkFindings(RunPatterns patterns) {
        this.patterns = patterns;
    }

    @Override
    public CompensationRecord map(Finding finding) {
        return FindingRecords.mark(patterns.policy(), patterns.named(finding.pattern()), finding);
    }
}
