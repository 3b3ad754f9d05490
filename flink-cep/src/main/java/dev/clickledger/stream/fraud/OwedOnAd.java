package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.EvidenceClick;
import dev.clickledger.stream.intake.ChargedClick;
import java.util.List;

/**
 * What a finding says about one ad: the clicks on it that are owed back, if no earlier finding said
 * so.
 *
 * @param clicks in their order, at least one
 * @param evidence all clicks of the finding
 */
public record OwedOnAd(
        String pattern,
        long foundMillis,
        List<ChargedClick> clicks,
        List<EvidenceClick> evidence,
        String explanation) {

    String deviceId() {
        return clicks.getFirst().deviceId();
    }

    String adId() {
        return clicks.getFirst().adId();
    }
}
