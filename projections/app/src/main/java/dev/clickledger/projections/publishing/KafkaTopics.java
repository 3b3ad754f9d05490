package dev.clickledger.projections.publishing;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics as the broker has them. Whoever runs the broker creates them. */
final class KafkaTopics {

    private static final long ANSWER_SECONDS = 20;

    private final Map<String, Object> settings;

    KafkaTopics(Map<String, Object> settings) {
        this.settings = settings;
    }

    int partitionsOf(String topic) {
        try (Admin admin = Admin.create(settings)) {
            var found =
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return Objects.requireNonNull(found.get(topic), topic).partitions().size();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new IllegalStateException(
                        "topic " + topic + " does not exist: create it, then publishing goes on",
                        failed);
            }
            throw new IllegalStateException("could not ask for topic " + topic, failed);
        } catch (TimeoutException noAnswer) {
            throw new IllegalStateException("Kafka does not answer", noAnswer);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopping", stopping);
        }
    }
}
