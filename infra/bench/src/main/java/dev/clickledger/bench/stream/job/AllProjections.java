package dev.clickledger.bench.stream.job;

import dev.clickledger.bench.store.Database;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.projections.ProjectionsApplication;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** The projections as they run, in this JVM. */
final class AllProjections {

    /** Libraries on the common class path that are other applications'. */
    private static final String NOT_THE_PROJECTIONS =
            "org.springframework.boot.webmvc.,org.springframework.boot.tomcat.,org.springframework.boot.servlet."
                    + ",org.springframework.boot.web.server.,org.springdoc.";

    private AllProjections() {}

    static ConfigurableApplicationContext start(
            Database database, RedisServer redis, KafkaServer kafka) {
        return ProjectionsApplication.start(
                Map.of(
                        "clickledger.postgres.url", database.url(),
                        "clickledger.postgres.user", database.user(),
                        "clickledger.postgres.password", database.password(),
                        "clickledger.redis.url", redis.url(),
                        "clickledger.kafka.bootstrap-servers", kafka.bootstrapServers(),
                        "clickledger.local.foreign-auto-configurations", NOT_THE_PROJECTIONS,
                        "spring.jmx.enabled", false));
    }
}
