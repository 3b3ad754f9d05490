package dev.clickledger.bench.stream.job;

import dev.clickledger.bench.VoidResultException;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.stream.ClickledgerJob;
import dev.clickledger.stream.JobEnds;
import dev.clickledger.stream.JobSettings;
import dev.clickledger.stream.KafkaEnds;
import dev.clickledger.stream.intake.AdEventsReader;
import dev.clickledger.stream.intake.ConversionEventsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Ours, every branch and every sink of it. */
final class WholeJob extends KafkaTurn {

    WholeJob(String bootstrapServers, Path directory, Expected expected) {
        super("whole-job", bootstrapServers, directory, expected);
    }

    @Override
    List<String> writesTo() {
        return List.of(
                Topic.AD_EVENTS.topicName(),
                Topic.COMPENSATION_EVENTS.topicName(),
                Topic.PERFORMANCE_METRICS.topicName());
    }

    @Override
    void define(StreamExecutionEnvironment env, String turn) {
        JobSettings settings = settings(turn);
        JobEnds ends = KafkaEnds.of(settings);
        ClickledgerJob.define(
                env,
                settings,
                ends.reading(
                        source(bootstrapServers, Topic.AD_EVENTS, turn, new AdEventsReader()),
                        source(
                                bootstrapServers,
                                Topic.CONVERSION_EVENTS,
                                turn,
                                new ConversionEventsReader())));
    }

    @Override
    void check(CommittedRecords written) {
        AtomicLong conversions = new AtomicLong();
        written.forEach(
                Topic.AD_EVENTS.topicName(),
                AdEventRecord.class,
                record -> {
                    if (record.eventType().equals(AdEventRecord.CONVERSION)) {
                        conversions.incrementAndGet();
                    }
                });
        AtomicLong refunded = new AtomicLong();
        written.forEach(
                Topic.COMPENSATION_EVENTS.topicName(),
                CompensationRecord.class,
                record -> {
                    if (record.compensationType().equals(CompensationRecord.BALANCE_REFUND)) {
                        refunded.addAndGet(record.clickIds().size());
                    }
                });
        Map<String, PerformanceRecord> days = new HashMap<>();
        written.forEach(
                Topic.PERFORMANCE_METRICS.topicName(),
                PerformanceRecord.class,
                record -> {
                    if (record.entity() == MetricEntity.CAMPAIGN
                            && record.window() == MetricWindow.ONE_DAY) {
                        days.merge(
                                record.entityId() + record.windowStart(),
                                record,
                                (one, two) -> one.revision() > two.revision() ? one : two);
                    }
                });
        var found =
                new Expected(
                        expected.events(),
                        days.values().stream().mapToLong(PerformanceRecord::impressions).sum(),
                        days.values().stream().mapToLong(PerformanceRecord::clicks).sum(),
                        refunded.get(),
                        conversions.get(),
                        days.values().stream().mapToLong(PerformanceRecord::revenueAmount).sum());
        if (!found.equals(expected)) {
            throw new VoidResultException("the job found " + found + ", not " + expected);
        }
    }
}
