package dev.clickledger.stream;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.DeadLetterRecord;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.OrderMessage;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/** Where the job reads and writes: topics, or what a test puts in their place. */
public record JobEnds(
        Source<AdEventMessage, ?, ?> adEvents,
        Source<OrderMessage, ?, ?> orders,
        Sink<CompensationRecord> compensations,
        Sink<AdEventRecord> conversions,
        Sink<PerformanceRecord> performance,
        Sink<QualityRecord> quality,
        Sink<BudgetRecord> budgets,
        Sink<DeadLetterRecord> deadLetters) {

    /** The same, from elsewhere. */
    public JobEnds reading(
            Source<AdEventMessage, ?, ?> otherAdEvents, Source<OrderMessage, ?, ?> otherOrders) {
        return new JobEnds(
                otherAdEvents,
                otherOrders,
                compensations,
                conversions,
                performance,
                quality,
                budgets,
                deadLetters);
    }
}
