package dev.clickledger.command.compensation;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.contracts.topics.FraudVerdict;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes findings visible: a counter by pattern and verdict to alert on, and a line in the log for
 * each mark. Of refunds the ledger tells.
 */
final class Findings {

    private static final Logger LOG = LoggerFactory.getLogger(Findings.class);

    private static final Set<String> REASONS =
            Arrays.stream(FraudPattern.values())
                    .map(FraudPattern::reason)
                    .collect(Collectors.toUnmodifiableSet());

    private final MeterRegistry meters;

    Findings(MeterRegistry meters) {
        this.meters = meters;
    }

    void count(CompensationRecord sent, FraudVerdict verdict) {
        // Messages are not to make up new time series.
        String reason =
                sent.reason() != null && REASONS.contains(sent.reason()) ? sent.reason() : "OTHER";
        meters.counter("clickledger.fraud.findings", "reason", reason, "verdict", verdict.name())
                .increment();
        if (verdict == FraudVerdict.MARK) {
            LOG.info(
                    "{} on ad {} of campaign {}: {} ({})",
                    reason,
                    sent.adId(),
                    sent.campaignId(),
                    sent.explanation(),
                    sent.compensationId());
        }
    }
}
