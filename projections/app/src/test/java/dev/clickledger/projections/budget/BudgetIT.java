package dev.clickledger.projections.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.topics.BudgetDeviationRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.projections.Market;
import dev.clickledger.projections.Parts;
import dev.clickledger.readmodel.redis.RedisKeys;
import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.core.StringRedisTemplate;

/** What the stream says, what Redis has, and the ledger: clicks cost 100 won each. */
class BudgetIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final LocalDate DAY = LocalDate.parse("2017-11-07");
    private static final Instant LATER = Market.START.plus(Duration.ofHours(2));

    private static Parts parts;
    private static KafkaProducer<String, byte[]> producer;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        parts = new Parts();
        parts.createTopics();
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", parts.kafka.bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer());
        application = parts.start(Map.of("clickledger.sandbox", true));
    }

    @AfterAll
    static void stop() {
        application.close();
        producer.close();
        parts.close();
    }

    @Test
    void setsACounterRightOnceAndTellsItOnce() throws Exception {
        Market market = opened("damaged", 10);
        redis().opsForValue().set(counter(market), "400");
        Queue<String> followed = new ConcurrentLinkedQueue<>();
        try (RedisClient client = RedisClient.create(parts.redis.url());
                StatefulRedisPubSubConnection<String, String> changes = client.connectPubSub()) {
            changes.addListener(
                    new RedisPubSubAdapter<>() {
                        @Override
                        public void message(String channel, String message) {
                            followed.add(message);
                        }
                    });
            changes.sync().subscribe(RedisKeys.CHANGES);

            compare(told(market, 1_000, LATER));
            compare(told(market, 1_000, LATER));

            assertThat(redis().opsForValue().get(counter(market))).isEqualTo("1000");
            assertThat(deviations(market))
                    .containsExactly(
                            new BudgetDeviationRecord(
                                    "BUDGET_DEVIATION",
                                    market.campaign().value(),
                                    "2017-11-07",
                                    "COUNTER_TOO_LOW",
                                    LATER,
                                    400L,
                                    1_000L,
                                    1_000,
                                    1_000,
                                    1_000));
            // The heap of the query side follows this.
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(followed)
                                            .filteredOn(batch -> batch.contains(counter(market)))
                                            .singleElement()
                                            .asString()
                                            .endsWith(
                                                    "[\"DAY\",\"%s\",\"1000\",\"\"]"
                                                            .formatted(counter(market))));
        }
        assertThat(redis().getExpire(counter(market))).isPositive();
    }

    @Test
    void bringsBackACounterThatIsGone() throws Exception {
        Market market = opened("gone", 3);
        redis().delete(counter(market));

        compare(told(market, 300, LATER));

        assertThat(redis().opsForValue().get(counter(market))).isEqualTo("300");
        assertThat(deviations(market))
                .extracting(BudgetDeviationRecord::cause)
                .containsExactly("COUNTER_MISSING");
    }

    @Test
    void saysOfTheStreamOnlyThatItIsOff() throws Exception {
        Market market = opened("stream", 10);

        compare(told(market, 500, LATER));

        assertThat(redis().opsForValue().get(counter(market))).isEqualTo("1000");
        assertThat(deviations(market))
                .containsExactly(
                        new BudgetDeviationRecord(
                                "BUDGET_DEVIATION",
                                market.campaign().value(),
                                "2017-11-07",
                                "STREAM_TOO_LOW",
                                LATER,
                                null,
                                null,
                                1_000,
                                500,
                                1_000));
    }

    @Test
    void comparesLikeWithLike() throws Exception {
        Market market = new Market("refunded");
        parts.append(market.opened());
        List<ClickCharged> clicks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clicks.add(market.click(i, Market.at(i)));
        }
        parts.append(clicks);
        parts.append(
                market.refund(clicks.get(0), Market.at(300)),
                market.refund(clicks.get(1), Market.at(301)));
        awaitViews();

        // Gross before 00:00:05, while the counter has ten clicks less two refunds.
        compare(told(market, 500, Market.at(5)));

        assertThat(redis().opsForValue().get(counter(market))).isEqualTo("800");
        assertThat(deviations(market)).isEmpty();
    }

    /** Redis has taken what the read tables cannot take, for somebody holds them. */
    @Test
    void blamesNobodyWhileAViewIsBehind() throws Exception {
        Market market = opened("behind", 2);
        try (Connection holder = parts.connection();
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("LOCK TABLE views.campaign_spend IN SHARE MODE");
            parts.append(clicks(market, 2, 8));
            String newest = parts.newestPosition();
            await().atMost(SOON)
                    .until(() -> newest.equals(redis().opsForValue().get(RedisKeys.POSITION)));
            assertThat(spentInTables(market)).isEqualTo(200);

            compare(told(market, 1_000, LATER));
            redis().opsForValue().set(counter(market), "200");
            compare(told(market, 1_000, LATER));

            assertThat(redis().opsForValue().get(counter(market))).isEqualTo("1000");
            holder.rollback();
        }
        awaitViews();
        assertThat(deviations(market))
                .extracting(BudgetDeviationRecord::cause)
                .containsExactly("COUNTER_TOO_LOW");
    }

    @Test
    void blamesNobodyWhileMoneyIsSpent() throws Exception {
        Market market = opened("busy", 1);
        int spent = 1;
        double before = compared();
        for (int round = 0; round < 25; round++) {
            parts.append(clicks(market, spent, 20));
            spent += 20;
            send(told(market, 100L * spent, Market.at(spent)));
        }
        await().atMost(SOON).until(() -> compared() > before && lag() == 0);
        compare(told(market, 100L * spent, LATER));

        assertThat(deviations(market)).isEmpty();
        assertThat(redis().opsForValue().get(counter(market)))
                .isEqualTo(Integer.toString(100 * spent));
    }

    @Test
    void passesOverWhatItCannotRead() throws Exception {
        Market market = opened("unreadable", 1);
        String key = market.campaign().value();
        for (String text : List.of("{", "null", "{}", "{\"event_type\":\"BUDGET_USED\"}")) {
            producer.send(new ProducerRecord<>(topic(), key, bytes(text)));
        }
        producer.send(
                new ProducerRecord<>(
                        topic(),
                        key,
                        bytes(
                                """
                                {"event_type":"BUDGET_USED","revision":1,"day_over":false,"charged_amount":1,"clicks":1}
                                """)));
        producer.send(new ProducerRecord<>(topic(), key, null));

        compare(told(market, 100, LATER));

        assertThat(deviations(market)).isEmpty();
    }

    private static Market opened(String name, int clicks) throws Exception {
        Market market = new Market(name);
        parts.append(market.opened());
        parts.append(clicks(market, 0, clicks));
        awaitViews();
        return market;
    }

    private static List<DomainEvent> clicks(Market market, int from, int count) {
        List<DomainEvent> clicks = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            clicks.add(market.click(i % 5, Market.at(i)));
        }
        return clicks;
    }

    private static void awaitViews() {
        String newest = parts.newestPosition();
        await().atMost(SOON)
                .until(
                        () ->
                                newest.equals(redis().opsForValue().get(RedisKeys.POSITION))
                                        && newest.equals(
                                                parts.sql.queryForObject(
                                                        "SELECT position FROM views.subscription"
                                                                + " WHERE name = 'read-tables'",
                                                        String.class)));
    }

    private static long spentInTables(Market market) {
        return parts.sql.queryForObject(
                "SELECT spent FROM views.campaign_spend WHERE campaign_id = ? AND day = ?",
                Long.class,
                market.campaign().value(),
                DAY.toString());
    }

    private static BudgetRecord told(Market market, long won, Instant through) {
        return new BudgetRecord(
                BudgetRecord.BUDGET_USED,
                market.campaign().value(),
                market.advertiser().value(),
                DAY.toString(),
                1,
                through,
                false,
                won,
                won / 100);
    }

    private static void send(BudgetRecord record) {
        producer.send(
                new ProducerRecord<>(
                        topic(),
                        record.campaignId(),
                        ContractJson.strict().writeValueAsBytes(record)));
        producer.flush();
    }

    /** Returns when it was compared. */
    private static void compare(BudgetRecord record) {
        double before = compared();
        send(record);
        await().atMost(SOON).until(() -> compared() > before && lag() == 0);
    }

    private static double compared() {
        return meters().counter("clickledger.budget.compared").count();
    }

    private static double lag() {
        return meters().get("clickledger.budget.lag.records").gauge().value();
    }

    private static MeterRegistry meters() {
        return application.getBean(MeterRegistry.class);
    }

    private static StringRedisTemplate redis() {
        return application.getBean(StringRedisTemplate.class);
    }

    private static String counter(Market market) {
        return RedisKeys.spentOn(market.campaign(), DAY);
    }

    private static List<BudgetDeviationRecord> deviations(Market market) {
        Map<String, Object> settings = Map.of("bootstrap.servers", parts.kafka.bootstrapServers());
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic()).stream()
                            .map(p -> new TopicPartition(topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<BudgetDeviationRecord> found = new ArrayList<>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, String> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (market.campaign().value().equals(record.key())
                            && record.value() != null
                            && record.value().contains("BUDGET_DEVIATION")) {
                        found.add(
                                ContractJson.strict()
                                        .readValue(record.value(), BudgetDeviationRecord.class));
                    }
                }
            }
            return found;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String topic() {
        return Topic.BUDGET_MANAGEMENT.topicName();
    }
}
