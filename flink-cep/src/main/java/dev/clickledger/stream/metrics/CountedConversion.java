package dev.clickledger.stream.metrics;

/** What of a conversion is in the minute in which it happened. */
public record CountedConversion(long minuteMillis, long revenue, boolean retracted) {}
