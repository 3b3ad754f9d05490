package dev.clickledger.stream.quality;

/** Names evidence among that of its campaign. */
public record EvidenceKey(long now, Place place, long interval) {

    static EvidenceKey of(Evidence evidence) {
        return new EvidenceKey(evidence.now(), evidence.place(), evidence.interval());
    }
}
