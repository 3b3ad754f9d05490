package dev.clickledger.projections.publishing;

/**
 * A record on its way to a topic.
 *
 * @param eventType also sent as the header {@code event_type}, so that a consumer can pass over a
 *     record without reading it
 * @param value written as JSON
 */
record Outgoing(String key, String eventType, Object value) {}
