package dev.clickledger.query.ranks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.eventstore.EventCodec;
import dev.clickledger.projections.ProjectionsApplication;
import dev.clickledger.query.RecordedMarket;
import dev.clickledger.query.RunningQuerySide;
import dev.clickledger.query.RunningQuerySide.Answer;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Lookups go on while Redis is flushed, stopped and started again, and never go back in time. */
class RedisLossIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final String NOON = "2017-11-07T03:00:00Z";
    private static final String PAGE = "/v1/ads?placement=HOME";

    @TempDir private Path directory;

    private final PostgresServer postgres = PostgresServer.startEphemeral();
    private final KafkaServer kafka = KafkaServer.startEphemeral();
    private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
    private RedisServer redis;
    private ConfigurableApplicationContext projections;
    private RunningQuerySide side;

    @BeforeEach
    void start() throws SQLException {
        redis = RedisServer.start(directory);
        dataSource.setUrl(postgres.jdbcUrl());
        dataSource.setUser(postgres.user());
        dataSource.setPassword(postgres.password());
        Flyway.configure()
                .dataSource(dataSource)
                .schemas("events")
                .locations("classpath:db/event-store")
                .load()
                .migrate();
        RecordedMarket.record(dataSource);
        KafkaTopics.create(
                kafka.bootstrapServers(),
                List.of(
                        new KafkaTopics.Shape("campaign-events", 1, KEPT),
                        new KafkaTopics.Shape("ad-events", 1, KEPT),
                        new KafkaTopics.Shape("conversion-events", 1, KEPT)));
        projections =
                ProjectionsApplication.start(
                        Map.of(
                                "clickledger.postgres.url", postgres.jdbcUrl(),
                                "clickledger.postgres.user", postgres.user(),
                                "clickledger.postgres.password", postgres.password(),
                                "clickledger.redis.url", redis.url(),
                                "clickledger.kafka.bootstrap-servers", kafka.bootstrapServers(),
                                "clickledger.sandbox", true));
        side = new RunningQuerySide(postgres, redis.url());
        await().atMost(SOON).ignoreExceptions().until(() -> isServedFromTheHeap() && ads() == 1);
    }

    @AfterEach
    void stop() {
        side.close();
        projections.close();
        redis.close();
        kafka.close();
        postgres.close();
    }

    @Test
    void goesOnThroughAFlushAndARestartAndNeverShowsWhatIsPaused() throws Exception {
        try (var shoppers = new Shoppers()) {
            double before = fallbacks();
            RedisClient client = RedisClient.create(redis.url());
            client.connect().sync().flushall();
            client.shutdown();
            await().atMost(SOON).until(() -> fallbacks() > before);
            await().atMost(SOON).until(this::isServedFromTheHeap);

            int port = redis.port();
            redis.close();
            double stopped = fallbacks();
            await().atMost(SOON).until(() -> fallbacks() > stopped);
            append(new CampaignPaused(RecordedMarket.CAMPAIGN, now()));
            await().atMost(SOON).until(() -> ads() == 0);
            shoppers.expectNothing();

            redis = RedisServer.start(directory, port);
            await().atMost(SOON).until(this::isServedFromTheHeap);
            assertThat(ads()).isZero();
            shoppers.check();

            append(new CampaignResumed(RecordedMarket.CAMPAIGN, now()));
            shoppers.expectAnything();
            await().atMost(SOON).until(() -> ads() == 1);
            assertThat(isServedFromTheHeap()).isTrue();
        }
    }

    /** Looks up all the time. */
    private final class Shoppers implements AutoCloseable {

        private final AtomicInteger lookups = new AtomicInteger();
        private final AtomicReference<String> wrong = new AtomicReference<>();
        private volatile boolean going = true;
        private volatile boolean nothingExpected;
        private final Thread thread = Thread.ofVirtual().name("shoppers").start(this::run);

        private void run() {
            while (going) {
                boolean nothing = nothingExpected;
                Answer answer = side.get(PAGE, "Sandbox-Time", NOON);
                lookups.incrementAndGet();
                if (answer.status() != 200) {
                    wrong.compareAndSet(null, answer.status() + " " + answer.text());
                } else if (nothing && !answer.json().path("ads").isEmpty()) {
                    wrong.compareAndSet(null, "paused, and shown: " + answer.text());
                }
            }
        }

        void expectNothing() {
            nothingExpected = true;
        }

        void expectAnything() {
            nothingExpected = false;
        }

        void check() {
            assertThat(wrong.get()).isNull();
            assertThat(lookups.get()).isPositive();
        }

        @Override
        public void close() throws InterruptedException {
            going = false;
            thread.join();
            check();
        }
    }

    private int ads() {
        Answer answer = side.get(PAGE, "Sandbox-Time", NOON);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("ads").size();
    }

    private boolean isServedFromTheHeap() {
        double before = count("clickledger.lookup.heap.reads?tag=result:hit");
        ads();
        return count("clickledger.lookup.heap.reads?tag=result:hit") > before;
    }

    private double fallbacks() {
        return count("clickledger.lookup.fallbacks");
    }

    private double count(String meter) {
        return side.get("/actuator/metrics/" + meter)
                .json()
                .path("measurements")
                .path(0)
                .path("value")
                .asDouble();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void append(DomainEvent event) throws SQLException {
        EventCodec.Encoded encoded = new EventCodec().encode(event);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO events.event (event_id, aggregate_id, sequence, type, revision, at, payload)
                                SELECT ?, ?, max(sequence) + 1, ?, ?, ?, ? FROM events.event WHERE aggregate_id = ?
                                """)) {
            String aggregate = "campaign/" + RecordedMarket.CAMPAIGN;
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, aggregate);
            insert.setShort(3, encoded.type());
            insert.setShort(4, encoded.revision());
            insert.setTimestamp(5, Timestamp.from(event.at()));
            insert.setBytes(6, encoded.payload());
            insert.setString(7, aggregate);
            insert.executeUpdate();
        }
    }
}
