package dev.clickledger.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker and its KRaft controller inside this JVM, with a log directory that outlives it.
 * Topics are never made by accident (see {@link KafkaTopics}), and their records carry the broker's
 * time, so that replayed history is kept as long as fresh events.
 */
public final class KafkaServer implements AutoCloseable {

    /**
     * How long a transaction may stay open: as long as this machine may be off between a checkpoint
     * that promised the transaction and the next start, which commits it. The job asks for all of
     * it.
     */
    public static final Duration LONGEST_TRANSACTION = Duration.ofDays(3);

    private static final int NODE = 1;
    private static final String CONTROLLER = "CONTROLLER";

    private final int port;
    private final KafkaRaftServer server;
    private final Ephemeral ephemeral;
    private final AtomicBoolean closed = new AtomicBoolean();

    private KafkaServer(int port, KafkaRaftServer server, Ephemeral ephemeral) {
        this.port = port;
        this.server = server;
        this.ephemeral = ephemeral;
    }

    /** On a free port, with data in a temporary directory that goes when the server is closed. */
    public static KafkaServer startEphemeral() {
        Ephemeral ephemeral = Ephemeral.create("kafka");
        KafkaServer server = start(ephemeral.directory(), FreePorts.pick(), ephemeral);
        ephemeral.closeAtExit(server::close);
        return server;
    }

    public static KafkaServer start(Path directory) {
        return start(directory, FreePorts.pick());
    }

    public static KafkaServer start(Path directory, int port) {
        return start(directory, port, Ephemeral.none());
    }

    private static KafkaServer start(Path directory, int port, Ephemeral ephemeral) {
        Path log = Directories.create(directory).resolve("log");
        format(log);
        KafkaRaftServer server =
                new KafkaRaftServer(
                        new KafkaConfig(settings(log, port, FreePorts.pick()), false), Time.SYSTEM);
        KafkaServer started = new KafkaServer(port, server, ephemeral);
        try {
            server.startup();
            return started;
        } catch (RuntimeException e) {
            started.close();
            throw new EmbeddedServerException("Kafka does not start in " + log, e);
        }
    }

    /** The cluster id is drawn once; brokers and clients refuse a directory with another one. */
    private static void format(Path log) {
        Path properties = log.resolve("meta.properties");
        if (Files.isRegularFile(properties) && clusterId(properties) != null) {
            return;
        }
        try {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE)
                    .addDirectory(log.toString())
                    .setMetadataLogDirectory(log.toString())
                    .setControllerListenerName(CONTROLLER)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setIgnoreFormatted(true)
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8))
                    .run();
        } catch (Exception e) { // The formatter's own signature.
            throw new EmbeddedServerException("cannot format Kafka's directory " + log, e);
        }
    }

    private static @Nullable String clusterId(Path properties) {
        try (InputStream in = Files.newInputStream(properties)) {
            Properties read = new Properties();
            read.load(in);
            return read.getProperty("cluster.id");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> settings(Path log, int port, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", NODE),
                Map.entry("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:"
                                + port
                                + ",CONTROLLER://127.0.0.1:"
                                + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry(
                        "listener.security.protocol.map",
                        "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", CONTROLLER),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("log.dirs", log.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.message.timestamp.type", "LogAppendTime"),
                // One broker: what it has written is all there is.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry(
                        "transaction.max.timeout.ms",
                        Long.toString(LONGEST_TRANSACTION.toMillis())),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // Small: it shares the JVM with everything else.
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("num.recovery.threads.per.data.dir", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
                Map.entry("log.cleaner.io.buffer.size", "262144"),
                Map.entry("socket.send.buffer.bytes", "-1"),
                Map.entry("socket.receive.buffer.bytes", "-1"));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        server.shutdown();
        server.awaitShutdown();
        ephemeral.delete();
    }
}
