package dev.clickledger.contracts.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.GoldenFiles;
import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.ids.ClickId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** What is on the topics: names that others already rely on. */
class TopicGoldenFilesTest {

    private static final Instant AT = Instant.parse("2024-01-15T10:30:00Z");

    static final List<Map.Entry<String, Object>> RECORDS = List.copyOf(records().entrySet());

    @ParameterizedTest
    @FieldSource("RECORDS")
    void isWrittenAndReadAsEver(Map.Entry<String, Object> named) {
        GoldenFiles.TOPICS.matches(named.getKey(), named.getValue());
    }

    @Test
    void hasNoOtherGoldenFile() {
        assertThat(GoldenFiles.TOPICS.names())
                .containsExactlyInAnyOrderElementsOf(records().keySet());
    }

    /** R-T1 to R-T4 of the requirements: fields may be added, none dropped or renamed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    campaign-events     | event_type timestamp campaign_id advertiser_id product_id placement category bid_price daily_budget status approval_status targeting effective_from rtb_impact
                    ad-events.conversion | event_type timestamp device_id session_id ad_id campaign_id advertiser_id product_id placement bid_price actual_price search_term category revenue_amount order_id
                    conversion-events   | timestamp device_id session_id order_id product_id revenue_amount conversion_type attribution_window referrer_url
                    compensation-events | timestamp advertiser_id campaign_id ad_id device_id duplicate_click_count refund_amount original_click_timestamps detection_window reason compensation_type
                    """)
    void hasEveryFieldThatWasAskedFor(String topic, String fields) {
        assertThat(GoldenFiles.TOPICS.tree(topic).propertyNames()).contains(fields.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "campaign-events, 4, 7",
        "ad-events, 12, 7",
        "conversion-events, 4, 3",
        "compensation-events, 4, 3",
        "performance-metrics, 6, 30",
        "budget-management, 3, 7",
        "quality-score-updates, 3, 14",
        "auction-log, 12, 7",
        "stream-dead-letters, 3, 7"
    })
    void hasTheTopicsThatWereAskedFor(String name, int partitions, int daysKept) {
        assertThat(Topic.values())
                .filteredOn(topic -> topic.topicName().equals(name))
                .singleElement()
                .satisfies(
                        topic -> {
                            assertThat(topic.partitions()).isEqualTo(partitions);
                            assertThat(topic.kept()).hasDays(daysKept);
                        });
    }

    private static Map<String, Object> records() {
        var records = new LinkedHashMap<String, Object>();
        records.put(
                "campaign-events",
                new CampaignRecord(
                        "CAMPAIGN_APPROVED",
                        "evt-018d0c5a-0",
                        AT,
                        "campaign_100",
                        "advertiser_50",
                        "product_200",
                        "HOME",
                        "electronics/computers",
                        1_500,
                        100_000,
                        3_000_000L,
                        "AVERAGED",
                        "ACTIVE",
                        "APPROVED",
                        new Targeting(
                                Set.of(DeviceType.MOBILE, DeviceType.DESKTOP),
                                Set.of(AgeGroup.TWENTIES, AgeGroup.THIRTIES),
                                true),
                        AT.plusSeconds(1_800),
                        AT.plusSeconds(86_400),
                        "HIGH",
                        7,
                        1_210_000));
        records.put("ad-events.impression", ad(AdEventRecord.IMPRESSION, null));
        records.put("ad-events.click", ad(AdEventRecord.CLICK, null));
        records.put("ad-events.conversion", ad(AdEventRecord.CONVERSION, "NEW"));
        records.put("ad-events.unmatched", unmatched());
        records.put("ad-events.heartbeat", AdEventRecord.heartbeat(AT));
        records.put(
                "conversion-events",
                new ConversionRecord(
                        ConversionRecord.CONVERSION,
                        "evt-018d0c5a-1",
                        AT,
                        AT.plusMillis(250),
                        42L,
                        "device_12345",
                        "session_67890",
                        "order_789",
                        "product_200",
                        50_000L,
                        "PURCHASE",
                        24,
                        "https://example.com/product/200",
                        "NEW",
                        "advertiser_50"));
        records.put("conversion-events.heartbeat", ConversionRecord.heartbeat(AT));
        records.put(
                "compensation-events",
                new CompensationRecord(
                        AT.plusSeconds(300),
                        "dup-018d0c5a-8e1b-7abc-8def-0123456789aa",
                        "advertiser_50",
                        "campaign_100",
                        "ad_001",
                        "device_12345",
                        2,
                        2_400,
                        List.of(AT.plusSeconds(10), AT.plusSeconds(20)),
                        List.of(
                                "018d0c5a-8e1b-7abc-8def-0123456789ab",
                                "018d0c5a-8e1b-7abc-8def-0123456789ac"),
                        CompensationRecord.FIVE_MINUTES,
                        CompensationRecord.DUPLICATE_CLICK_DETECTED,
                        CompensationRecord.BALANCE_REFUND));
        records.put("compensation-events.refund", refund());
        records.put("compensation-events.mark", mark());
        records.put("performance-metrics", performance());
        records.put(
                "quality-score-updates",
                new QualityRecord(
                        QualityRecord.updateId("campaign_100", AT),
                        "campaign_100",
                        AT,
                        1_210_000,
                        1_100_000,
                        1_384_615,
                        12_000,
                        310,
                        19_166,
                        "quality-1"));
        records.put(
                "budget-management",
                new BudgetRecord(
                        BudgetRecord.BUDGET_USED,
                        "campaign_100",
                        "advertiser_50",
                        "2024-01-15",
                        7,
                        AT,
                        false,
                        12_410,
                        31));
        records.put("budget-management.deviation", deviation("COUNTER_TOO_LOW", 9_000L, 12_000L));
        records.put(
                "budget-management.deviation-of-the-stream",
                deviation("STREAM_TOO_LOW", null, null));
        records.put("auction-log", auction());
        records.put("stream-dead-letters", deadLetter());
        return records;
    }

    private static BudgetDeviationRecord deviation(
            String cause, @Nullable Long before, @Nullable Long after) {
        return new BudgetDeviationRecord(
                BudgetDeviationRecord.BUDGET_DEVIATION,
                "campaign_100",
                "2024-01-15",
                cause,
                AT,
                before,
                after,
                12_000,
                12_410,
                12_410);
    }

    private static CompensationRecord refund() {
        return new CompensationRecord(
                AT.plusSeconds(300),
                "dup-018d0c5a-8e1b-7abc-8def-0123456789aa",
                "advertiser_50",
                "campaign_100",
                "ad_001",
                "device_12345",
                1,
                1_200,
                List.of(AT.plusSeconds(10)),
                List.of("018d0c5a-8e1b-7abc-8def-0123456789ab"),
                CompensationRecord.FIVE_MINUTES,
                FraudPattern.DUPLICATE_CLICK.reason(),
                CompensationRecord.BALANCE_REFUND,
                FraudPattern.DUPLICATE_CLICK.name(),
                "1",
                TrafficClass.GIVT.name(),
                FraudVerdict.REFUND.name(),
                "more than 1 click of one device on one ad in 5 minutes",
                null);
    }

    private static CompensationRecord mark() {
        return new CompensationRecord(
                AT.plusSeconds(20),
                "session-018d0c5a-8e1b-7abc-8def-0123456789ac",
                "advertiser_50",
                "campaign_100",
                "ad_001",
                "device_12345",
                1,
                0,
                List.of(AT.plusSeconds(20)),
                List.of("018d0c5a-8e1b-7abc-8def-0123456789ac"),
                "1440_MINUTES",
                FraudPattern.SESSION_CLICKS.reason(),
                CompensationRecord.NONE,
                FraudPattern.SESSION_CLICKS.name(),
                "1",
                TrafficClass.GIVT.name(),
                FraudVerdict.MARK.name(),
                "11 clicks in the session session_67890, at most 10 are usual",
                List.of(
                        new EvidenceClick(
                                "018d0c5a-8e1b-7abc-8def-0123456789ab", AT.plusSeconds(10)),
                        new EvidenceClick(
                                "018d0c5a-8e1b-7abc-8def-0123456789ac", AT.plusSeconds(20))));
    }

    private static PerformanceRecord performance() {
        return new PerformanceRecord(
                MetricEntity.AD,
                "ad_001",
                "campaign_100",
                "advertiser_50",
                MetricWindow.FIVE_MINUTES,
                AT,
                AT.plusSeconds(300),
                "2024-01-15",
                19,
                2,
                true,
                AT.plusSeconds(310),
                1_000,
                612,
                31,
                1,
                30,
                2,
                100_000,
                37_200,
                1_200,
                36_000,
                PerformanceRatios.ctr(30, 1_000),
                PerformanceRatios.cvr(2, 30),
                PerformanceRatios.cpc(36_000, 30),
                PerformanceRatios.cpm(36_000, 1_000),
                PerformanceRatios.roas(100_000, 36_000));
    }

    private static AuctionRecord auction() {
        return new AuctionRecord(
                "018d0c5a-8e1b-7123-9abc-def012345678",
                AT,
                "SEARCH",
                "electronics/computers",
                "Laptop",
                List.of("product_201"),
                3,
                "MOBILE",
                "20-29",
                "publisher_9",
                40_417,
                7_046_029_254_386_353L,
                "lower-reserve",
                50,
                10,
                "SECOND_PRICE",
                1,
                1,
                12,
                9,
                new TreeMap<>(Map.of("NOT_ELIGIBLE", 4, "OUT_OF_BUDGET", 1, "PACED", 1)),
                List.of(new AuctionRecord.WithoutMoney("campaign_101", 1_600)),
                List.of(new AuctionRecord.Paced("campaign_102", 250_000)),
                true,
                List.of(
                        new AuctionRecord.Winner(
                                "018d0c5a-8e1b-7abc-8def-0123456789ab",
                                "ad_001",
                                "campaign_100",
                                "advertiser_50",
                                "product_200",
                                1_500,
                                1_000_000,
                                1_200,
                                1_190_000_000L)),
                null);
    }

    private static AdEventRecord ad(String type, String change) {
        boolean impression = type.equals(AdEventRecord.IMPRESSION);
        boolean conversion = type.equals(AdEventRecord.CONVERSION);
        return new AdEventRecord(
                type,
                impression
                        ? ImpressionIds.viewable(ClickId.of("018d0c5a-8e1b-7abc-8def-0123456789ab"))
                        : "evt-018d0c5a-2",
                AT,
                type.equals(AdEventRecord.CLICK) ? 42L : null,
                "device_12345",
                "session_67890",
                "ad_001",
                "campaign_100",
                "advertiser_50",
                "product_200",
                "SEARCH",
                1_500L,
                1_200L,
                "laptop",
                "electronics/computers",
                conversion ? 50_000L : null,
                conversion ? "order_789" : null,
                "018d0c5a-8e1b-7abc-8def-0123456789ab",
                "018d0c5a-8e1b-7123-9abc-def012345678",
                impression ? Boolean.TRUE : null,
                change,
                conversion ? AT.minusSeconds(600) : null,
                conversion ? "PURCHASE" : null,
                conversion ? AttributionType.HALO.name() : null,
                conversion ? "product_199" : null,
                conversion ? "attribution-1" : null,
                null);
    }

    private static DeadLetterRecord deadLetter() {
        return DeadLetterRecord.of(
                "ad-events",
                3,
                42,
                AT,
                "device_12345".getBytes(StandardCharsets.UTF_8),
                "actual_price is missing",
                "{\"event_type\":\"CLICK\"}".getBytes(StandardCharsets.UTF_8));
    }

    private static AdEventRecord unmatched() {
        return new AdEventRecord(
                AdEventRecord.UNMATCHED,
                ConversionIds.unmatched(ConversionIds.conversion("order_789", "product_200")),
                AT,
                null,
                "device_12345",
                "session_67890",
                null,
                null,
                "advertiser_50",
                "product_200",
                null,
                null,
                null,
                null,
                null,
                50_000L,
                "order_789",
                null,
                null,
                null,
                null,
                null,
                "PURCHASE",
                null,
                null,
                "attribution-1",
                UnmatchedReason.CLICK_TOO_OLD.name());
    }
}
