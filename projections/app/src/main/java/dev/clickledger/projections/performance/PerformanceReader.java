package dev.clickledger.projections.performance;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** From records of the topic to the newest revision of each window among them. */
final class PerformanceReader {

    private static final Logger LOG = LoggerFactory.getLogger(PerformanceReader.class);

    private final PerformanceMeters meters;

    PerformanceReader(PerformanceMeters meters) {
        this.meters = meters;
    }

    private record Window(MetricEntity entity, String id, MetricWindow window, Instant start) {

        static Window of(PerformanceRecord record) {
            return new Window(
                    record.entity(), record.entityId(), record.window(), record.windowStart());
        }
    }

    Collection<PerformanceRecord> newest(Iterable<ConsumerRecord<byte[], byte[]>> messages) {
        Map<Window, PerformanceRecord> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            read(message)
                    .ifPresent(
                            record ->
                                    newest.merge(
                                            Window.of(record),
                                            record,
                                            (a, b) -> a.revision() > b.revision() ? a : b));
        }
        return newest.values();
    }

    /** Nobody but the job writes here: what can't be read is counted and passed over. */
    private Optional<PerformanceRecord> read(ConsumerRecord<byte[], byte[]> message) {
        try {
            PerformanceRecord record =
                    message.value() == null
                            ? null
                            : ContractJson.tolerant()
                                    .readValue(message.value(), PerformanceRecord.class);
            if (record != null) {
                return Optional.of(record);
            }
        } catch (JacksonException wrong) {
            LOG.debug("Not a window: {}", wrong.getMessage());
        }
        meters.unreadable();
        return Optional.empty();
    }
}
