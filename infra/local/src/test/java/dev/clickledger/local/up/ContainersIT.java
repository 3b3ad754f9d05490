package dev.clickledger.local.up;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The same on the vendors' own images. Skipped, and reported as such, where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ContainersIT {

    private static final int REDIS_PORT = 6379;

    @Container private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");

    @Container
    private final GenericContainer<?> redis =
            new GenericContainer<>("redis:7").withExposedPorts(REDIS_PORT);

    @Container private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.2.1");

    @TempDir Path directory;

    @Test
    void chargesAClickOnceOnTheVendorsImages() throws Exception {
        new OneClickOnExternalServers(
                        postgres.getJdbcUrl(),
                        postgres.getUsername(),
                        postgres.getPassword(),
                        "redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT),
                        kafka.getBootstrapServers(),
                        directory)
                .isChargedOnce();
    }
}
