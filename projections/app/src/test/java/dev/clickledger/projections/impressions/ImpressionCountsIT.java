package dev.clickledger.projections.impressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.Parts;
import dev.clickledger.projections.subscription.LostPositionException;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;

/** From the topic to the totals, each impression once. */
class ImpressionCountsIT {

    private static final long SEED = 20171107;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** The last hour of 7 November in Seoul. */
    private static final Instant EVENING = Instant.parse("2017-11-07T14:30:00Z");

    private static final Instant NEXT_MORNING = Instant.parse("2017-11-07T15:10:00Z");

    private static Parts parts;
    private static Sightings sightings;

    private final List<ConfigurableApplicationContext> running = new ArrayList<>();

    @BeforeAll
    static void startParts() {
        parts = new Parts();
        parts.createTopics();
        sightings = new Sightings(parts.kafka.bootstrapServers(), SEED);
    }

    @AfterAll
    static void stopParts() {
        sightings.close();
        parts.close();
    }

    @AfterEach
    void stopApplications() {
        running.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void countsServedAndViewableByAdAndBusinessDay() {
        start();
        sightings.send(sightings.served(sightings.ad(EVENING), "days", "a"));
        ClickId seen = sightings.ad(EVENING);
        sightings.send(sightings.served(seen, "days", "a"));
        sightings.send(sightings.viewable(seen, "days", "a"));
        sightings.send(sightings.served(sightings.ad(EVENING), "days", "b"));
        sightings.send(sightings.served(sightings.ad(NEXT_MORNING), "days", "a"));

        awaitTotals("days", "2017-11-07 a 2 1", "2017-11-07 b 1 0", "2017-11-08 a 1 0");
    }

    @Test
    void passesOverWhatItCannotReadOrDoesNotCount() {
        ConfigurableApplicationContext context = start();
        double unreadable = dropped(context, "unreadable");
        ClickId ad = sightings.ad(EVENING);
        sightings.sendRaw("d", "IMPRESSION", "{");
        sightings.sendRaw("d", "IMPRESSION", "null");
        sightings.sendRaw("d", "IMPRESSION", "{\"event_type\":\"IMPRESSION\"}");
        sightings.sendRaw("d", "HEARTBEAT", "{\"event_type\":\"HEARTBEAT\"}");
        // Ids that clients make up, or campaigns that PostgreSQL would choke on, are not ours.
        sightings.send(renamed("my-id", sightings.served(ad, "bad", "a")));
        sightings.send(sightings.served(ad, "bad\0bad", "a"));
        sightings.send(sightings.served(ad, "bad", "a"));

        awaitTotals("bad", "2017-11-07 a 1 0");
        await().atMost(SOON)
                .until(() -> dropped(context, "unreadable") - unreadable, count -> count == 4.0);
    }

    @Test
    void countsEachOnceThroughRepeatsCrashesAndTwoInstances() {
        List<AdEventRecord> each = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            ClickId ad = sightings.ad(EVENING.minusSeconds(i % 7_000));
            each.add(sightings.served(ad, "crash", "ad-" + i % 7));
            if (i % 3 == 0) {
                each.add(sightings.viewable(ad, "crash", "ad-" + i % 7));
            }
        }
        List<AdEventRecord> twice = new ArrayList<>(each);
        twice.addAll(each.subList(0, each.size() / 2));

        ConfigurableApplicationContext first =
                start(
                        Map.of(
                                "clickledger.sandbox",
                                true,
                                "clickledger.impressions.batch-records",
                                50));
        sightings.sendShuffled(twice);
        await().atMost(SOON).until(() -> served("crash") > 0);
        // In the middle, as far as can be: what counts is that it goes on where it was.
        first.close();
        start();
        start();
        sightings.sendShuffled(each);

        await().atMost(SOON).until(ImpressionCountsIT::everythingIsRead);
        assertThat(served("crash")).as("seed " + SEED).isEqualTo(3_000);
        assertThat(viewable("crash")).isEqualTo(1_000);

        // As if the offsets had been lost: the ids are known all the same.
        running.forEach(ConfigurableApplicationContext::close);
        parts.sql.update("UPDATE traffic.topic_progress SET next_offset = 0");
        ConfigurableApplicationContext again = start();
        await().atMost(SOON).until(() -> dropped(again, "repeat") >= twice.size() + each.size());
        assertThat(served("crash")).isEqualTo(3_000);
        assertThat(viewable("crash")).isEqualTo(1_000);
    }

    @Test
    void countsNothingForWhoHasLostThePartition() throws SQLException {
        start().close();
        var counts = new ImpressionCounts(dataSource());
        var hours = new CountedHours(dataSource());
        ClickId ad = sightings.ad(EVENING);
        long offset = counts.offsets(Map.of(3, 0L)).get(3);
        assertThat(hours.keeps(EVENING.minusSeconds(1_800), EVENING)).isTrue();
        var progress = new TopicProgress(3, offset, offset + 1, EVENING);
        var sighting = lost(ad);

        assertThat(counts.add(List.of(sighting, sighting), List.of(progress)))
                .isEqualTo(new ImpressionCounts.Counted(1, 0));
        var other = lost(sightings.ad(EVENING));
        assertThatThrownBy(() -> counts.add(List.of(other), List.of(progress)))
                .isInstanceOf(LostPositionException.class);

        assertThat(served("lost")).isEqualTo(1);
        parts.sql.update(
                "UPDATE traffic.topic_progress SET next_offset = ? WHERE kafka_partition = 3",
                offset);
    }

    @Test
    void forgetsAnHourOnceNothingOfItCanCome() throws SQLException {
        start().close();
        Instant hour = Instant.parse("2017-12-01T10:00:00Z");
        Instant appended = Instant.parse("2020-01-01T00:00:00Z");
        var hours = new CountedHours(dataSource());
        assertThat(hours.keeps(hour, appended)).isTrue();
        Map<Integer, Long> all = new TreeMap<>();
        for (int i = 0; i < Topic.AD_EVENTS.partitions(); i++) {
            all.put(i, 0L);
        }
        new ImpressionCounts(dataSource()).offsets(all);
        readThrough(appended.plus(CountedHours.KEPT));

        assertThat(hours.forget()).doesNotContain(hour);

        readThrough(appended.plus(CountedHours.KEPT).plusSeconds(1));
        parts.sql.update(
                "UPDATE traffic.topic_progress SET through = ? WHERE kafka_partition = 5",
                Timestamp.from(appended));
        assertThat(hours.forget()).as("one partition is behind").doesNotContain(hour);

        readThrough(appended.plus(CountedHours.KEPT).plusSeconds(1));
        assertThat(hours.forget()).contains(hour);
        assertThat(hours.keeps(hour, appended.plusSeconds(1))).isFalse();
        assertThat(new CountedHours(dataSource()).keeps(hour, appended)).isFalse();
        assertThat(
                        parts.sql.queryForObject(
                                "SELECT to_regclass('traffic.counted_impression_2017120110') IS NULL",
                                Boolean.class))
                .isTrue();
    }

    @Test
    void goesOnWhenPostgresIsBack() {
        ConfigurableApplicationContext context = start();
        HealthIndicator health = context.getBean("impressions", HealthIndicator.class);
        parts.sql.execute("ALTER TABLE traffic.impression_total RENAME TO away");
        sightings.send(sightings.served(sightings.ad(EVENING), "outage", "a"));
        await().atMost(SOON).until(() -> health.health().getStatus().equals(Status.DOWN));

        parts.sql.execute("ALTER TABLE traffic.away RENAME TO impression_total");

        awaitTotals("outage", "2017-11-07 a 1 0");
        await().atMost(SOON).until(() -> health.health().getStatus().equals(Status.UP));
    }

    private ConfigurableApplicationContext start() {
        return start(Map.of("clickledger.sandbox", true));
    }

    private ConfigurableApplicationContext start(Map<String, Object> properties) {
        ConfigurableApplicationContext context = parts.start(properties);
        running.add(context);
        return context;
    }

    private static void awaitTotals(String campaign, String... totals) {
        await().atMost(SOON)
                .untilAsserted(
                        () ->
                                assertThat(
                                                parts.sql.queryForList(
                                                        """
                                                        SELECT business_day || ' ' || ad_id || ' ' || impressions || ' ' || viewable_impressions
                                                        FROM traffic.impression_total WHERE campaign_id = ?
                                                        ORDER BY business_day, ad_id
                                                        """,
                                                        String.class,
                                                        campaign))
                                        .containsExactly(totals));
    }

    private static long served(String campaign) {
        return sum("impressions", campaign);
    }

    private static long viewable(String campaign) {
        return sum("viewable_impressions", campaign);
    }

    private static long sum(String column, String campaign) {
        return parts.sql.queryForObject(
                "SELECT coalesce(sum("
                        + column
                        + "), 0) FROM traffic.impression_total WHERE campaign_id = ?",
                Long.class,
                campaign);
    }

    /** The group has read to the end of every partition. */
    private static boolean everythingIsRead() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", parts.kafka.bootstrapServers()))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int i = 0; i < Topic.AD_EVENTS.partitions(); i++) {
                latest.put(new TopicPartition(Topic.AD_EVENTS.topicName(), i), OffsetSpec.latest());
            }
            var read =
                    admin.listConsumerGroupOffsets(CountImpressions.GROUP)
                            .partitionsToOffsetAndMetadata()
                            .get();
            return admin.listOffsets(latest).all().get().entrySet().stream()
                    .filter(end -> end.getValue().offset() > 0)
                    .allMatch(
                            end ->
                                    read.containsKey(end.getKey())
                                            && read.get(end.getKey()).offset()
                                                    >= end.getValue().offset());
        }
    }

    private static void readThrough(Instant time) {
        parts.sql.update("UPDATE traffic.topic_progress SET through = ?", Timestamp.from(time));
    }

    private static double dropped(ConfigurableApplicationContext context, String why) {
        return context.getBean(MeterRegistry.class)
                .get("clickledger.impression.counter.dropped")
                .tag("why", why)
                .counter()
                .count();
    }

    private static PGSimpleDataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(parts.postgres.jdbcUrl());
        source.setUser(parts.postgres.user());
        source.setPassword(parts.postgres.password());
        return source;
    }

    private static Impression lost(ClickId ad) {
        return new Impression(ad, false, new CampaignId("lost"), new AdId("a"), EVENING);
    }

    private static AdEventRecord renamed(String eventId, AdEventRecord record) {
        String json = ContractJson.strict().writeValueAsString(record);
        return ContractJson.strict()
                .readValue(json.replace(record.eventId(), eventId), AdEventRecord.class);
    }
}
