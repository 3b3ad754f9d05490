package dev.clickledger.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates topics as whoever runs the parts wants them. Idempotent: a topic that exists is left as
 * it is, also one that another process creates at the same time.
 */
public final class KafkaTopics {

    private static final short REPLICAS = 1;
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(20);

    private KafkaTopics() {}

    /** How a topic is cut and how long its records stay. */
    public record Shape(String name, int partitions, Duration kept) {}

    public static void create(String bootstrapServers, Collection<Shape> wanted) {
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            for (Shape shape : wanted) {
                if (!existing.contains(shape.name())) {
                    missing.add(topic(shape));
                }
            }
            var results = admin.createTopics(missing).values();
            for (var result : results.values()) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            awaitVisible(admin, wanted);
        } catch (ExecutionException e) {
            throw new EmbeddedServerException("cannot create topics on " + bootstrapServers, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("interrupted while creating topics", e);
        }
    }

    /**
     * The controller has them before the brokers that clients ask; a reader that looks once, as the
     * Flink job does, would find none.
     */
    private static void awaitVisible(Admin admin, Collection<Shape> wanted)
            throws InterruptedException, ExecutionException {
        Set<String> names = wanted.stream().map(Shape::name).collect(Collectors.toSet());
        long giveUpAt = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (!admin.listTopics().names().get().containsAll(names)) {
            if (System.nanoTime() > giveUpAt) {
                throw new EmbeddedServerException("created topics stay invisible: " + names);
            }
            Thread.sleep(POLL);
        }
    }

    private static NewTopic topic(Shape shape) {
        return new NewTopic(shape.name(), shape.partitions(), REPLICAS)
                .configs(
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(shape.kept().toMillis()),
                                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                "LogAppendTime"));
    }
}
