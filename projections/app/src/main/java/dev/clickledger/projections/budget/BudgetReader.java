package dev.clickledger.projections.budget;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.projections.live.LiveCounters.Day;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** From records of the topic to what the stream job has counted last of each day among them. */
final class BudgetReader {

    private static final Logger LOG = LoggerFactory.getLogger(BudgetReader.class);

    /**
     * In which deviations are told: a campaign takes what is older than its newest for a repeat.
     */
    private static final Comparator<Counted> IN_ORDER =
            Comparator.<Counted, Instant>comparing(counted -> counted.record().through())
                    .thenComparing(counted -> counted.day().businessDay());

    private final BudgetMeters meters;

    BudgetReader(BudgetMeters meters) {
        this.meters = meters;
    }

    /** What the stream job says of a day. */
    record Counted(Day day, BudgetRecord record) {}

    List<Counted> newest(Iterable<ConsumerRecord<byte[], byte[]>> messages) {
        Map<Day, Counted> newest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> message : messages) {
            read(message)
                    .ifPresent(
                            counted ->
                                    newest.merge(
                                            counted.day(),
                                            counted,
                                            (a, b) ->
                                                    a.record()
                                                                    .through()
                                                                    .isAfter(b.record().through())
                                                            ? a
                                                            : b));
        }
        return newest.values().stream().sorted(IN_ORDER).toList();
    }

    /** Tells the stream job's records from our own deviations. */
    private record Kind(@Nullable String eventType) {}

    /** What can't be read is counted and passed over. */
    private Optional<Counted> read(ConsumerRecord<byte[], byte[]> message) {
        try {
            String kind = read(message, Kind.class).eventType();
            if (BudgetRecord.BUDGET_USED.equals(kind)) {
                return Optional.of(counted(read(message, BudgetRecord.class)));
            }
            if (kind != null) {
                return Optional.empty();
            }
        } catch (JacksonException | DateTimeException | IllegalArgumentException wrong) {
            LOG.debug("Not a budget: {}", wrong.getMessage());
        }
        meters.unreadable();
        return Optional.empty();
    }

    private static Counted counted(BudgetRecord record) {
        if (record.campaignId() == null
                || record.businessDay() == null
                || record.through() == null) {
            throw new IllegalArgumentException("something is missing in " + record);
        }
        var campaign = new CampaignId(record.campaignId());
        return new Counted(new Day(campaign, LocalDate.parse(record.businessDay())), record);
    }

    private static <T> T read(ConsumerRecord<byte[], byte[]> message, Class<T> type) {
        if (message.value() == null) {
            throw new IllegalArgumentException("there is no payload");
        }
        T read = ContractJson.tolerant().readValue(message.value(), type);
        if (read == null) {
            throw new IllegalArgumentException("the payload is null");
        }
        return read;
    }
}
