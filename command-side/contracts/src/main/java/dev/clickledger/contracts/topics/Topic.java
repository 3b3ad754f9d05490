package dev.clickledger.contracts.topics;

import java.time.Duration;

/**
 * The fixed topics: name, partitions, how long records are kept (by the broker's clock:
 * LogAppendTime).
 */
public enum Topic {
    CAMPAIGN_EVENTS("campaign-events", 4, 7),
    AD_EVENTS("ad-events", 12, 7),
    CONVERSION_EVENTS("conversion-events", 4, 3),
    COMPENSATION_EVENTS("compensation-events", 4, 3),
    PERFORMANCE_METRICS("performance-metrics", 6, 30),
    BUDGET_MANAGEMENT("budget-management", 3, 7),
    QUALITY_SCORE_UPDATES("quality-score-updates", 3, 14),
    AUCTION_LOG("auction-log", 12, 7),
    STREAM_DEAD_LETTERS("stream-dead-letters", 3, 7);

    private final String topicName;
    private final int partitions;
    private final Duration kept;

    Topic(String topicName, int partitions, int daysKept) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.kept = Duration.ofDays(daysKept);
    }

    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    public Duration kept() {
        return kept;
    }
}
