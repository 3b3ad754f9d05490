package dev.clickledger.stream.metrics;

import static dev.clickledger.contracts.topics.AdEventRecord.CONVERSION;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionIds;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.stream.fraud.InvalidClick;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.Impression;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Events in, minutes of ads and windows out.
 *
 * <pre>
 * impressions ───────┐
 * clicks ────────────┼─ add up minutes of an ad ─ concerned entities ─ maintain windows
 * invalid clicks ────┤
 * conversions ─ correct
 * </pre>
 */
public final class Metrics {

    private static final TypeInformation<AdMinute> MINUTE = TypeInformation.of(AdMinute.class);

    private Metrics() {}

    /**
     * @param impressions each once
     * @param clicks charged ones, each once
     * @param invalidClicks those of them that are owed back, each once
     * @param conversions with their restatements and retractions, those of each in their order;
     *     unmatched orders among them are left out
     */
    public static DataStream<AdMinute> minutes(
            DataStream<Impression> impressions,
            DataStream<ChargedClick> clicks,
            DataStream<InvalidClick> invalidClicks,
            DataStream<AdEventRecord> conversions,
            MetricSettings settings) {
        return impressions
                .map(AdMinute::of)
                .returns(MINUTE)
                .name("minutes of impressions")
                .uid("minutes-of-impressions")
                .union(
                        clicks.map(AdMinute::of)
                                .returns(MINUTE)
                                .name("minutes of clicks")
                                .uid("minutes-of-clicks"),
                        invalidClicks
                                .map(AdMinute::of)
                                .returns(MINUTE)
                                .name("minutes of invalid clicks")
                                .uid("minutes-of-invalid-clicks"),
                        conversions
                                .filter(record -> CONVERSION.equals(record.eventType()))
                                .name("conversions without unmatched orders")
                                .uid("conversions-without-unmatched")
                                .keyBy(
                                        record -> ConversionIds.conversionOf(record.eventId()),
                                        Types.STRING)
                                .process(
                                        new CorrectConversions(settings.totalsCorrectable()),
                                        MINUTE)
                                .name("correct conversions")
                                .uid("correct-conversions"))
                .keyBy(AdPlacement::of, TypeInformation.of(AdPlacement.class))
                .process(new AddUpMinutes(settings.correctionsEvery()), MINUTE)
                .name("add up minutes")
                .uid("add-up-minutes");
    }

    /**
     * @param minutes of {@link #minutes}
     */
    public static DataStream<PerformanceRecord> windows(
            DataStream<AdMinute> minutes, MetricSettings settings) {
        return minutes.transform(
                        "concerned entities",
                        TypeInformation.of(MinuteChange.class),
                        new ConcernedEntities())
                .uid("concerned-entities")
                .keyBy(MinuteChange::key, TypeInformation.of(MetricKey.class))
                .process(new MaintainWindows(settings), TypeInformation.of(PerformanceRecord.class))
                .name("maintain windows")
                .uid("maintain-windows");
    }
}
