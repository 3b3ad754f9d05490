package dev.clickledger.projections.budget;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.BudgetDeviationRecord;
import dev.clickledger.contracts.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells of deviations on {@code budget-management}: returns when the broker has them all. */
final class DeviationWriter {

    private final Producer<String, byte[]> producer;

    DeviationWriter(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    void write(List<Deviation> deviations) {
        List<Future<?>> sent = new ArrayList<>(deviations.size());
        for (Deviation deviation : deviations) {
            BudgetDeviationRecord record = deviation.toRecord();
            sent.add(
                    producer.send(
                            new ProducerRecord<>(
                                    Topic.BUDGET_MANAGEMENT.topicName(),
                                    record.campaignId(),
                                    ContractJson.strict().writeValueAsBytes(record))));
        }
        producer.flush();
        for (Future<?> one : sent) {
            try {
                one.get();
            } catch (ExecutionException failed) {
                throw new IllegalStateException("could not tell of a deviation", failed);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("stopping", stopping);
            }
        }
    }
}
