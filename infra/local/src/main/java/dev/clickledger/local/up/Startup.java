package dev.clickledger.local.up;

import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.PostgresServer;
import dev.clickledger.embedded.RedisServer;
import dev.clickledger.local.shop.DemoShop;
import dev.clickledger.local.up.meters.JobMeters;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * One start of the whole: as much at a time as the parts' needs of each other allow. When a part
 * fails, those that run are stopped and the failure is the caller's.
 */
final class Startup {

    private final LocalOptions options;
    private final Progress progress;
    private final RunningParts parts = new RunningParts();
    private final JobMeters meters = new JobMeters();
    private final AtomicReference<@Nullable DataHome> held = new AtomicReference<>();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().name("start-", 1).factory());

    Startup(LocalOptions options, Progress progress) {
        this.options = options;
        this.progress = progress;
    }

    LocalSystem run() {
        keepTheTerminalQuiet();
        DataHome home = DataHome.open(options.data(), options.ephemeral());
        held.set(home);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::stopAtExit));
        try {
            home.clearWhatAKillLeft();
            requireFree(options.commandPort(), "--command-port");
            requireFree(options.queryPort(), "--query-port");
            return start(home, shop());
        } catch (RuntimeException e) {
            stop();
            throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
                    ? cause
                    : e;
        } finally {
            threads.shutdown();
        }
    }

    private void stopAtExit() {
        if (stop()) {
            progress.note("Stopped.");
        }
    }

    /**
     * Stops what runs and gives the data directory free; while parts are still starting, those too.
     *
     * @return whether there was anything to stop
     */
    boolean stop() {
        DataHome home = held.getAndSet(null);
        if (home == null) {
            return false;
        }
        home.removeAddresses();
        parts.close();
        meters.close();
        home.close();
        return true;
    }

    /** Before the first logger: all three applications and Kafka write to one file. */
    private void keepTheTerminalQuiet() {
        if (System.getProperty("clickledger.logs") == null) {
            System.setProperty("clickledger.logs", DataHome.logs(options.data()).toString());
        }
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        // Tomcat logs through the JDK.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Takes its port before the applications start, which must know where its pages come from. */
    private @Nullable DemoShop shop() {
        LocalOptions.ShopPort wanted = options.shop();
        if (wanted == null) {
            return null;
        }
        DemoShop shop = listen(wanted);
        parts.add(Part.SHOP, shop);
        return shop;
    }

    private static DemoShop listen(LocalOptions.ShopPort wanted) {
        try {
            return DemoShop.listenOn(wanted.port());
        } catch (IOException taken) {
            if (wanted.only()) {
                throw cannotListen(LocalOptions.LOOPBACK, wanted.port(), taken, "--shop-port");
            }
            return listen(new LocalOptions.ShopPort(0, true));
        }
    }

    private LocalSystem start(DataHome home, @Nullable DemoShop shop) {
        List<String> origins = shop == null ? List.of() : shop.origins();
        var postgres = begin(Part.POSTGRES, () -> PostgresServer.start(home.postgres()));
        var redis = begin(Part.REDIS, () -> RedisServer.start(home.redis()));
        var kafka = begin(Part.KAFKA, () -> startKafka(home));
        var job = kafka.thenApplyAsync(broker -> startJob(home, broker), threads);
        var applications =
                CompletableFuture.allOf(postgres, redis, kafka)
                        .thenApplyAsync(
                                ignored ->
                                        startApplications(
                                                ApplicationProperties.of(
                                                        options,
                                                        home,
                                                        postgres.join(),
                                                        redis.join(),
                                                        kafka.join(),
                                                        origins)),
                                threads);
        CompletableFuture.allOf(job, applications).join();
        Applications.Running running = applications.join();
        LocalSystem.Started started =
                new LocalSystem.Started(
                        postgres.join(),
                        redis.join(),
                        kafka.join(),
                        job.join(),
                        url(running.command()),
                        url(running.query()),
                        shop == null ? null : shop.url());
        new Readiness(started, running.projections()).await();
        meters.bindTo(running.command().getBean(MeterRegistry.class));
        started.job().watchForWishes();
        if (shop != null) {
            shop.open(started.command(), started.query());
        }
        started.addresses().write(home.addresses());
        return new LocalSystem(home, this, started);
    }

    private KafkaServer startKafka(DataHome home) {
        KafkaServer kafka = KafkaServer.start(home.kafka());
        try {
            LocalSystem.createTopics(kafka);
            return kafka;
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    private LocalJob startJob(DataHome home, KafkaServer kafka) {
        return timed(Part.JOB, () -> LocalJob.start(home, kafka.bootstrapServers(), meters));
    }

    /** The command side first: it brings the event store's tables, which the others read. */
    private Applications.Running startApplications(Map<String, Object> properties) {
        var command = timed(Part.COMMAND_SIDE, () -> Applications.commandSide(properties));
        var projections = begin(Part.PROJECTIONS, () -> Applications.projections(properties));
        var query = begin(Part.QUERY_SIDE, () -> Applications.querySide(properties));
        return new Applications.Running(command, projections.join(), query.join());
    }

    private <T extends AutoCloseable> CompletableFuture<T> begin(Part part, Supplier<T> start) {
        return CompletableFuture.supplyAsync(() -> timed(part, start), threads);
    }

    private <T extends AutoCloseable> T timed(Part part, Supplier<T> start) {
        long from = System.nanoTime();
        T started = start.get();
        parts.add(part, started);
        progress.started(part.title(), Duration.ofNanos(System.nanoTime() - from));
        return started;
    }

    private URI url(ConfigurableApplicationContext application) {
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        String host =
                options.bindAddress().equals("0.0.0.0")
                        ? LocalOptions.LOOPBACK
                        : options.bindAddress();
        return URI.create("http://" + host + ":" + port);
    }

    /** Said at once and by name, not after half a minute by an application's stack trace. */
    private void requireFree(int port, String option) {
        if (port == 0) {
            return;
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(options.bindAddress(), port));
        } catch (IOException e) {
            throw cannotListen(options.bindAddress(), port, e, option);
        }
    }

    private static UpRefused cannotListen(
            String address, int port, IOException why, String option) {
        return new UpRefused(
                "Cannot listen on "
                        + address
                        + ":"
                        + port
                        + " ("
                        + why.getMessage()
                        + "). Choose another port with "
                        + option
                        + " (0 takes any free one).",
                why);
    }
}
