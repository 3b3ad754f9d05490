package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.DeadLetterRecord;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.stream.ClickledgerJob;
import dev.clickledger.stream.CollectingSink;
import dev.clickledger.stream.JobEnds;
import dev.clickledger.stream.JobSettings;
import dev.clickledger.stream.PartitionedSource;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.OrderMessage;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** The whole job over some messages, and what it found. */
record FraudRun(List<CompensationRecord> found) {

    static FraudRun over(List<AdEventMessage> messages) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, new Configuration());
        CollectingSink<CompensationRecord> compensations = new CollectingSink<>();
        AdEventMessage last = messages.getLast();
        JobEnds ends =
                new JobEnds(
                        PartitionedSource.of(env, AdEventMessage.class, messages, FraudRun::device),
                        PartitionedSource.of(
                                env,
                                OrderMessage.class,
                                List.of(OrderMessage.heartbeat(last.timeMillis())),
                                message -> ""),
                        compensations,
                        new CollectingSink<AdEventRecord>(),
                        new DiscardingSink<PerformanceRecord>(),
                        new DiscardingSink<QualityRecord>(),
                        new DiscardingSink<BudgetRecord>(),
                        new DiscardingSink<DeadLetterRecord>());
        ClickledgerJob.define(
                env,
                JobSettings.forBroker("unused:9092").withCheckpointInterval(Duration.ofMinutes(5)),
                ends);
        env.execute();
        return new FraudRun(compensations.arrived());
    }

    List<CompensationRecord> of(FraudPattern pattern) {
        return found.stream().filter(one -> pattern.name().equals(one.pattern())).toList();
    }

    private static String device(AdEventMessage message) {
        return message.click() != null
                ? message.click().deviceId()
                : message.impression().deviceId();
    }
}
