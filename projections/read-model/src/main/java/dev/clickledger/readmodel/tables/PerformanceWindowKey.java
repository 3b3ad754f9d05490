package dev.clickledger.readmodel.tables;

import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;

/** A window of somebody's performance. */
@Embeddable
public record PerformanceWindowKey(
        @Column(name = "entity") @Enumerated(EnumType.STRING) MetricEntity entity,
        @Column(name = "entity_id") String entityId,
        @Column(name = "window_length") @Enumerated(EnumType.STRING) MetricWindow window,
        @Column(name = "window_start") Instant start) {}
