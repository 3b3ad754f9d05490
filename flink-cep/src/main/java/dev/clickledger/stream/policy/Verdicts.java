package dev.clickledger.stream.policy;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.EvidenceClick;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.contracts.topics.FraudVerdict;
import dev.clickledger.stream.intake.ChargedClick;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts on clicks, as {@code compensation-events} has them. */
public final class Verdicts {

    private Verdicts() {}

    /**
     * @param of what the verdict's id is derived from
     * @param clicks on one ad, in their order, at least one
     */
    public static CompensationRecord record(
            FraudPolicy policy,
            FraudPattern pattern,
            FraudPolicy.Rule rule,
            String of,
            long foundMillis,
            String window,
            List<ChargedClick> clicks,
            String explanation,
            @Nullable List<EvidenceClick> evidence) {
        ChargedClick first = clicks.getFirst();
        boolean refund = rule.verdict() == FraudVerdict.REFUND;
        return new CompensationRecord(
                Instant.ofEpochMilli(foundMillis),
                pattern.compensationId(of),
                first.advertiserId(),
                first.campaignId(),
                first.adId(),
                first.deviceId(),
                clicks.size(),
                refund
                        ? clicks.stream()
                                .mapToLong(ChargedClick::actualPrice)
                                .reduce(0, Math::addExact)
                        : 0,
                clicks.stream().map(click -> Instant.ofEpochMilli(click.timeMillis())).toList(),
                clicks.stream().map(ChargedClick::clickId).toList(),
                window,
                pattern.reason(),
                refund ? CompensationRecord.BALANCE_REFUND : CompensationRecord.NONE,
                pattern.name(),
                policy.version(),
                rule.trafficClass().name(),
                rule.verdict().name(),
                explanation,
                evidence);
    }

    /** A mark on an ad, by no single device. */
    public static CompensationRecord onAd(
            FraudPolicy policy,
            FraudPattern pattern,
            FraudPolicy.Rule rule,
            String of,
            long foundMillis,
            String window,
            String advertiserId,
            String campaignId,
            String adId,
            String explanation,
            List<EvidenceClick> evidence) {
        return new CompensationRecord(
                Instant.ofEpochMilli(foundMillis),
                pattern.compensationId(of),
                advertiserId,
                campaignId,
                adId,
                null,
                0,
                0,
                List.of(),
                List.of(),
                window,
                pattern.reason(),
                CompensationRecord.NONE,
                pattern.name(),
                policy.version(),
                rule.trafficClass().name(),
                rule.verdict().name(),
                explanation,
                evidence);
    }
}
