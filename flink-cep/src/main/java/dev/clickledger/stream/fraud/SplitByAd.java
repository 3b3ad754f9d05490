package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.EvidenceClick;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.ChargedClick;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** A refund is about one advertiser's ad. Duplicates are owed back already. */
final class SplitByAd implements FlatMapFunction<Finding, OwedOnAd> {

    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(Finding finding, Collector<OwedOnAd> out) {
        Map<String, List<ChargedClick>> byAd = new LinkedHashMap<>();
        for (JudgedClick judged : finding.run()) {
            if (!judged.duplicate()) {
                byAd.computeIfAbsent(judged.click().adId(), ad -> new ArrayList<>())
                        .add(judged.click());
            }
        }
        List<EvidenceClick> evidence = FindingRecords.evidence(finding.run());
        for (List<ChargedClick> clicks : byAd.values()) {
            out.collect(
                    new OwedOnAd(
                            finding.pattern(),
                            finding.foundMillis(),
                            clicks,
                            evidence,
                            finding.explanation()));
        }
    }
}
