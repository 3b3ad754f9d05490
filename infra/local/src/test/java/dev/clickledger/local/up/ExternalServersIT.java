package dev.clickledger.local.up;

import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalServersIT {

    @TempDir Path directory;

    @Test
    void chargesAClickOnceOnServersThatItIsToldOf() throws Exception {
        try (PostgresServer postgres = PostgresServer.startEphemeral();
                RedisServer redis = RedisServer.startEphemeral();
                KafkaServer kafka = KafkaServer.startEphemeral()) {
            new OneClickOnExternalServers(
                            postgres.jdbcUrl(),
                            postgres.user(),
                            postgres.password(),
                            redis.url(),
                            kafka.bootstrapServers(),
                            directory)
                    .isChargedOnce();
        }
    }
}
