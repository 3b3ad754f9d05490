package dev.clickledger.bench.stream.counts;

import dev.clickledger.embedded.KafkaTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The topics of one turn: its output, and what Kafka Streams makes for itself. */
final class TurnTopics implements AutoCloseable {

    private static final Duration KEPT = Duration.ofDays(1);

    private final String bootstrapServers;
    private final String turn;

    private TurnTopics(String bootstrapServers, String turn) {
        this.bootstrapServers = bootstrapServers;
        this.turn = turn;
    }

    static TurnTopics create(String bootstrapServers, String turn) {
        TurnTopics topics = new TurnTopics(bootstrapServers, turn);
        KafkaTopics.create(
                bootstrapServers,
                List.of(new KafkaTopics.Shape(topics.output(), AdEvents.PARTITIONS, KEPT)));
        return topics;
    }

    String output() {
        return turn + "-counts";
    }

    @Override
    public void close() throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> ours =
                    admin.listTopics().names().get().stream()
                            .filter(name -> name.startsWith(turn + '-'))
                            .collect(Collectors.toSet());
            admin.deleteTopics(ours).all().get();
        }
    }
}
