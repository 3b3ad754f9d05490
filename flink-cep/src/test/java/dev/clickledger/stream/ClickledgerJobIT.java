package dev.clickledger.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.DeadLetterRecord;
import dev.clickledger.contracts.topics.QualityRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.stream.budget.BudgetOracle;
import dev.clickledger.stream.intake.AdEventMessage;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.OrderMessage;
import dev.clickledger.stream.transactions.LeftOpen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job on a real Kafka, and what befalls both. */
class ClickledgerJobIT {

    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private static final RunningJob.StateOn AS_ON_A_CLUSTER =
            RunningJob.StateOn.ROCKSDB_AND_CHANGELOG;

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    @TempDir private Path checkpoints;
    @TempDir private Path elsewhere;
    @TempDir private Path kafkaDirectory;

    private KafkaServer kafka;
    private TestTopics topics;

    @BeforeEach
    void startKafka() {
        kafka = KafkaServer.start(kafkaDirectory);
        topics = new TestTopics(kafka.bootstrapServers());
    }

    @AfterEach
    void stopKafka() {
        topics.close();
        kafka.close();
    }

    @Test
    void tellsTheSameThoughItIsKilledAndTellsItAgainFromAnOlderSavepoint() throws Exception {
        long seed = 20260301;
        SeededDays days = new SeededDays(seed, 1_200, 600);
        Path savepoint;

        topics.writeText(Topic.CONVERSION_EVENTS, "d1", "{\"event_type\":\"CONVERSION\"}");
        topics.writeText(Topic.AD_EVENTS, "d1", "{\"event_type\":\"CLICK\"}");
        write(days, 0, 1);
        try (RunningJob job = RunningJob.start(settings(), checkpoints, null, AS_ON_A_CLUSTER)) {
            awaitSomeResults();
            savepoint = job.savepoint(elsewhere);
            write(days, 1, 2);
            job.killATaskManager();
            job.awaitCheckpoints(1);
            assertThat(job.wasRestarted()).isTrue();

            write(days, 2, 3);
            kafka.close();
            kafka = KafkaServer.start(kafkaDirectory, kafka.port());
            job.awaitCheckpoints(2);

            write(days, 3, 4);
            // Its job manager, its task managers, in the middle of a stream and of transactions.
        }
        Path newest = RunningJob.newestCheckpoint(checkpoints);
        try (RunningJob job = RunningJob.start(settings(), checkpoints, newest, AS_ON_A_CLUSTER)) {
            topics.writeHeartbeats(END);
            job.awaitCommitted(END);
        }

        Results results = Results.on(topics);
        results.areWhatTheRulesSay(days, seed);
        results.haveEachRevisionOnce(seed);
        ClickledgerJobTest.qualityGoesInSteps(
                topics.committed(Topic.QUALITY_SCORE_UPDATES, QualityRecord.class), seed);
        List<BudgetRecord> budgets = topics.committed(Topic.BUDGET_MANAGEMENT, BudgetRecord.class);
        assertThat(BudgetOracle.totals(budgets))
                .as("budgets, seed %d", seed)
                .isEqualTo(BudgetOracle.totalsOf(days.clicks));
        assertThat(budgets.stream().map(r -> List.of(r.campaignId(), r.businessDay(), r.through())))
                .as("each time once, seed %d", seed)
                .doesNotHaveDuplicates();
        assertThat(topics.committed(Topic.STREAM_DEAD_LETTERS, DeadLetterRecord.class))
                .as("dead letters, at least once")
                .extracting(DeadLetterRecord::topic, DeadLetterRecord::payload)
                .containsOnly(
                        tuple("ad-events", "{\"event_type\":\"CLICK\"}"),
                        tuple("conversion-events", "{\"event_type\":\"CONVERSION\"}"));
        tellsAgainFrom(savepoint, days, seed, results);
    }

    private void tellsAgainFrom(Path savepoint, SeededDays days, long seed, Results before)
            throws Exception {
        JobSettings settings =
                settings()
                        .withMetrics(
                                ClickledgerJobTest.ALL_CORRECTABLE.withRevisionsFrom(
                                        System.currentTimeMillis()));
        Instant restoredAt = Instant.now();
        try (RunningJob job = RunningJob.start(settings, checkpoints, savepoint, AS_ON_A_CLUSTER)) {
            job.awaitCommitted(END);
            LeftOpen.abort(kafka.bootstrapServers(), settings.transactionalIdPrefix(), restoredAt);
        }

        Results after = Results.on(topics);
        assertThat(after.compensations().size()).isGreaterThan(before.compensations().size());
        assertThat(after.performance().size()).isGreaterThan(before.performance().size());
        after.withoutRepeats().areWhatTheRulesSay(days, seed);
        after.haveEachRevisionOnce(seed);
    }

    /** While clicks stand still for an hour, impressions and orders of that hour go on. */
    @Test
    void holdsNoClickForLateWhenItsPublisherStandsStill() throws Exception {
        long seed = 20260302;
        SeededDays days = new SeededDays(seed, 500, 250);
        List<AdEventMessage> ads = days.clickMessages;
        int still = ads.size() / 2;
        long stillMillis = lastClickMillis(ads.subList(0, still));
        int again = still;
        while (lastClickMillis(ads.subList(0, again)) < stillMillis + Clicks.HOUR) {
            again++;
        }
        List<AdEventMessage> heldBack = new ArrayList<>();
        ads.subList(0, still).forEach(topics::write);
        for (AdEventMessage message : ads.subList(still, again)) {
            if (message.impression() != null) {
                topics.write(message);
            } else {
                heldBack.add(message);
            }
        }
        days.orderMessages.forEach(topics::write);
        topics.write(OrderMessage.heartbeat(END.toEpochMilli()));
        topics.flush();

        try (RunningJob job = RunningJob.start(settings(), checkpoints, null, AS_ON_A_CLUSTER)) {
            await().atMost(AT_MOST)
                    .until(() -> topics.isRead(Topic.CONVERSION_EVENTS, settings().ordersGroup()));
            await().atMost(AT_MOST)
                    .until(() -> topics.isRead(Topic.AD_EVENTS, settings().clicksGroup()));
            assertThat(heldBack).filteredOn(message -> message.click() != null).isNotEmpty();
            heldBack.forEach(topics::write);
            ads.subList(again, ads.size()).forEach(topics::write);
            topics.writeHeartbeats(END);
            job.awaitCommitted(END);

            for (String late : List.of("lateClicks", "lateSteps", "changesAfterTheirWindow")) {
                assertThat(job.counted(late)).as(late).isZero();
            }
            assertThat(job.counted("republishedRecordsDropped")).as("a counter").isPositive();
        }
        Results.on(topics).areWhatTheRulesSay(days, seed);
    }

    private JobSettings settings() {
        return JobSettings.forBroker(kafka.bootstrapServers())
                .withCheckpointInterval(Duration.ofMillis(300))
                .withMetrics(ClickledgerJobTest.ALL_CORRECTABLE);
    }

    private static long lastClickMillis(List<AdEventMessage> messages) {
        return messages.stream()
                .filter(message -> message.click() != null)
                .map(AdEventMessage::click)
                .mapToLong(ChargedClick::timeMillis)
                .max()
                .orElse(0);
    }

    private void awaitSomeResults() {
        await().atMost(AT_MOST)
                .until(
                        () ->
                                !topics.committed(
                                                Topic.COMPENSATION_EVENTS, CompensationRecord.class)
                                        .isEmpty());
    }

    /** From one quarter of each stream to another. */
    private void write(SeededDays days, int from, int to) {
        int clicks = days.clickMessages.size();
        int orders = days.orderMessages.size();
        days.clickMessages.subList(clicks * from / 4, clicks * to / 4).forEach(topics::write);
        days.orderMessages.subList(orders * from / 4, orders * to / 4).forEach(topics::write);
        topics.flush();
    }
}
