package dev.clickledger.contracts.topics;

import java.time.Instant;

/** A click that a verdict rests on, whether it is paid back by it or not. */
public record EvidenceClick(String clickId, Instant timestamp) {}
