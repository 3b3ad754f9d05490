package dev.clickledger.local.up;

import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The whole system, running. {@link #start} returns when every part answers; {@link #close} stops
 * the parts in order and leaves what a next start on the same directory goes on from.
 */
public final class LocalSystem implements AutoCloseable {

    private final DataHome home;
    private final Startup startup;
    private final Started started;

    /** The parts that callers may look into. */
    record Started(
            PostgresServer postgres,
            RedisServer redis,
            KafkaServer kafka,
            LocalJob job,
            URI command,
            URI query,
            @Nullable URI shop) {

        Addresses addresses() {
            return new Addresses(
                    command,
                    query,
                    shop,
                    postgres.jdbcUrl(),
                    postgres.user(),
                    redis.url(),
                    kafka.bootstrapServers(),
                    job.rest());
        }
    }

    LocalSystem(DataHome home, Startup startup, Started started) {
        this.home = home;
        this.startup = startup;
        this.started = started;
    }

    /**
     * Starts every part and waits until all answer. When this process is told to stop (SIGTERM,
     * Ctrl-C), also in the middle of the start, what runs is stopped in order.
     *
     * @throws UpRefused when the directory is in use or a port is taken
     */
    public static LocalSystem start(LocalOptions options, Progress progress) {
        return new Startup(options, progress).run();
    }

    static void createTopics(KafkaServer kafka) {
        KafkaTopics.create(
                kafka.bootstrapServers(),
                Arrays.stream(Topic.values())
                        .map(t -> new KafkaTopics.Shape(t.topicName(), t.partitions(), t.kept()))
                        .toList());
    }

    /** The command side's address, without a path. */
    public URI commandUrl() {
        return started.command();
    }

    /** The query side's address, without a path. */
    public URI queryUrl() {
        return started.query();
    }

    /** The demo shop's address, without a path; none when it is not served. */
    public @Nullable URI shopUrl() {
        return started.shop();
    }

    public PostgresServer postgres() {
        return started.postgres();
    }

    public String redisUrl() {
        return started.redis().url();
    }

    public String kafkaBootstrapServers() {
        return started.kafka().bootstrapServers();
    }

    public LocalJob job() {
        return started.job();
    }

    public Path data() {
        return home.directory();
    }

    public Path signingKeys() {
        return home.signingKeys();
    }

    @Override
    public void close() {
        startup.stop();
    }
}
