package dev.clickledger.stream.metrics;

import dev.clickledger.contracts.time.BusinessDays;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;

/**
 * What may differ between places where performance is counted.
 *
 * @param businessZone whose days the daily totals are
 * @param minutesCorrectable how long after its hour a window of one or five minutes can still be
 *     corrected; an order is reported within 24 h
 * @param totalsCorrectable how long after its business day a total of an hour or the day can still
 *     be corrected; a conversion can be retracted for 35 days after its order was recorded
 * @param correctionsEvery how much event time of late events makes one correction
 * @param revisionsFrom the lowest revision that is told. A job that goes on from an older savepoint
 *     tells again what it had told since; by a number above all of then, it is taken for newer
 */
public record MetricSettings(
        ZoneId businessZone,
        Duration minutesCorrectable,
        Duration totalsCorrectable,
        Duration correctionsEvery,
        long revisionsFrom)
        implements Serializable {

    public static final String BUSINESS_ZONE = "clickledger.metrics.business-zone";
    public static final String MINUTES_CORRECTABLE_HOURS =
            "clickledger.metrics.minutes-correctable-hours";
    public static final String TOTALS_CORRECTABLE_DAYS =
            "clickledger.metrics.totals-correctable-days";
    public static final String CORRECTIONS_EVERY_MILLIS =
            "clickledger.metrics.corrections-every-millis";
    public static final String REVISIONS_FROM = "clickledger.metrics.revisions-from";

    public static final MetricSettings USUAL =
            new MetricSettings(
                    BusinessDays.SEOUL.zone(),
                    Duration.ofHours(26),
                    Duration.ofDays(37),
                    Duration.ofSeconds(10),
                    1);

    public MetricSettings {
        if (minutesCorrectable.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(MINUTES_CORRECTABLE_HOURS + " must be 1 or more");
        }
        if (totalsCorrectable.compareTo(minutesCorrectable) < 0) {
            throw new IllegalArgumentException(
                    TOTALS_CORRECTABLE_DAYS + " must not be less than the hours for minutes");
        }
        if (correctionsEvery.toMillis() < 1) {
            throw new IllegalArgumentException(CORRECTIONS_EVERY_MILLIS + " must be 1 or more");
        }
        if (revisionsFrom < 1) {
            throw new IllegalArgumentException(REVISIONS_FROM + " must be 1 or more");
        }
    }

    public MetricSettings withRevisionsFrom(long revision) {
        return new MetricSettings(
                businessZone, minutesCorrectable, totalsCorrectable, correctionsEvery, revision);
    }

    /**
     * @param properties by their names above; others are ignored
     */
    public static MetricSettings of(Map<String, String> properties) {
        return new MetricSettings(
                zone(properties.getOrDefault(BUSINESS_ZONE, USUAL.businessZone().getId())),
                Duration.ofHours(
                        number(
                                properties,
                                MINUTES_CORRECTABLE_HOURS,
                                USUAL.minutesCorrectable().toHours())),
                Duration.ofDays(
                        number(
                                properties,
                                TOTALS_CORRECTABLE_DAYS,
                                USUAL.totalsCorrectable().toDays())),
                Duration.ofMillis(
                        number(
                                properties,
                                CORRECTIONS_EVERY_MILLIS,
                                USUAL.correctionsEvery().toMillis())),
                number(properties, REVISIONS_FROM, USUAL.revisionsFrom()));
    }

    private static ZoneId zone(String id) {
        try {
            return ZoneId.of(id.trim());
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(BUSINESS_ZONE + " is no time zone: " + id, unknown);
        }
    }

    private static long number(Map<String, String> properties, String name, long usual) {
        String text = properties.get(name);
        if (text == null) {
            return usual;
        }
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a whole number", notANumber);
        }
    }
}
