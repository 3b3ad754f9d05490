package dev.clickledger.bench.stream.counts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** How Kafka Streams has shared out the partitions it reads: the input, and the topic between. */
final class StreamsGroup implements AutoCloseable {

    private static final int SHARE = 2 * AdEvents.PARTITIONS / Turn.READERS;

    private final Admin admin;
    private final String application;

    StreamsGroup(String bootstrapServers, String application) {
        this.admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        this.application = application;
    }

    boolean isSharedOut() throws ExecutionException, InterruptedException {
        ConsumerGroupDescription group;
        try {
            group =
                    Objects.requireNonNull(
                            admin.describeConsumerGroups(List.of(application))
                                    .all()
                                    .get()
                                    .get(application));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return false;
            }
            throw e;
        }
        return group.groupState() == GroupState.STABLE
                && group.members().size() == Turn.READERS
                && group.members().stream()
                        .allMatch(one -> one.assignment().topicPartitions().size() == SHARE);
    }

    @Override
    public void close() {
        admin.close();
    }
}
