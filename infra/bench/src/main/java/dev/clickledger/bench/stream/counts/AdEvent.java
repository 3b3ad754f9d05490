package dev.clickledger.bench.stream.counts;

import java.io.Serializable;

/** What of an event is looked at. */
public record AdEvent(String adId, boolean view, long timeMillis) implements Serializable {}
