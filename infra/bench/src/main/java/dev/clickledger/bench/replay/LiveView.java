package dev.clickledger.bench.replay;

import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.bench.store.Database;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.readmodel.redis.RedisKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Ours: the projections application with its live view alone. Redis loses everything, and the
 * subscription builds the view again by itself; the time counts from where it begins to where the
 * view may be served.
 */
public final class LiveView implements Contender, AutoCloseable {

    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(10);

    /** Within a hundredth of the time; more often, asking would take a tenth of the machine. */
    private static final Duration POLL = Duration.ofMillis(5);

    private static final RedisScript<Boolean> IS_BUILDING =
            RedisScript.of(
                    "redis.call('SELECT', ARGV[1]) return redis.call('EXISTS', KEYS[1])",
                    Boolean.class);

    /** The live view and what subscriptions need; no read tables, no topics. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {
                "dev.clickledger.projections.live",
                "dev.clickledger.projections.subscription"
            },
            excludeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            // It keeps positions in the read tables.
                            pattern = ".*\\.SavedPositions"))
    static class LiveViewAlone {}

    private final int events;
    private final ConfigurableApplicationContext application;
    private final StringRedisTemplate redis;

    /** Returns when the view may be served. */
    public LiveView(Database database, RedisServer server, int events) {
        this.events = events;
        this.application =
                new SpringApplicationBuilder(LiveViewAlone.class)
                        .web(WebApplicationType.NONE)
                        .registerShutdownHook(false)
                        .properties(Map.of("spring.config.name", "projections"))
                        .run(
                                "--clickledger.postgres.url=" + database.url(),
                                "--clickledger.postgres.user=" + database.user(),
                                "--clickledger.postgres.password=" + database.password(),
                                "--clickledger.redis.url=" + server.url(),
                                "--spring.flyway.enabled=false",
                                "--spring.main.banner-mode=off",
                                "--clickledger.local.foreign-auto-configurations="
                                        + "org.axonframework.,org.springframework.boot.webmvc.,"
                                        + "org.springframework.boot.tomcat.,org.springframework.boot.servlet.,"
                                        + "org.springframework.boot.web.server.,"
                                        + "org.springframework.boot.hibernate.,org.springframework.boot.jpa.,"
                                        + "org.springframework.boot.data.jpa.,"
                                        + "org.springframework.boot.kafka.");
        this.redis = application.getBean(StringRedisTemplate.class);
        awaitKey(RedisKeys.POSITION);
    }

    @Override
    public String name() {
        return "ours";
    }

    @Override
    public Run run(Duration ignored) {
        redis.getRequiredConnectionFactory().getConnection().serverCommands().flushAll();
        awaitBuild();
        long start = System.nanoTime();
        awaitKey(RedisKeys.POSITION);
        return Run.of(events * 1e9 / (System.nanoTime() - start));
    }

    private void awaitKey(String key) {
        await(() -> Boolean.TRUE.equals(redis.hasKey(key)));
    }

    /** The view is built in a database of its own. */
    private void awaitBuild() {
        await(
                () ->
                        Boolean.TRUE.equals(
                                redis.execute(
                                        IS_BUILDING,
                                        List.of(RedisKeys.REBUILDING),
                                        Integer.toString(RedisKeys.BUILT))));
    }

    private static void await(BooleanSupplier condition) {
        long giveUpAt = System.nanoTime() + GIVE_UP_AFTER.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUpAt) {
                throw new VoidResultException("the live view is not there after " + GIVE_UP_AFTER);
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new VoidResultException("stopped");
            }
        }
    }

    /** What the view says, to compare it with another's. */
    StringRedisTemplate redis() {
        return redis;
    }

    @Override
    public void close() {
        application.close();
    }
}
