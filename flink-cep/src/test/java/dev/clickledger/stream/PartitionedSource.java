package dev.clickledger.stream;

import dev.clickledger.stream.intake.TopicMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A bounded stand-in for a topic: as many partitions as the job has subtasks, each key in one of
 * them, heartbeats in all.
 */
public final class PartitionedSource {

    private PartitionedSource() {}

    public static <T extends TopicMessage> Source<T, ?, ?> of(
            StreamExecutionEnvironment env,
            Class<T> type,
            List<T> messages,
            Function<T, String> key) {
        List<List<T>> partitions = new ArrayList<>();
        for (int i = 0; i < env.getParallelism(); i++) {
            partitions.add(new ArrayList<>());
        }
        for (T message : messages) {
            if (message.isHeartbeat()) {
                partitions.forEach(partition -> partition.add(message));
            } else {
                partitions
                        .get(Math.floorMod(key.apply(message).hashCode(), partitions.size()))
                        .add(message);
            }
        }
        // The generator source gives each subtask an equal, contiguous share: even them out.
        T heartbeat = messages.stream().filter(TopicMessage::isHeartbeat).findFirst().orElseThrow();
        int longest = partitions.stream().mapToInt(List::size).max().orElseThrow();
        List<T> all = new ArrayList<>();
        for (List<T> partition : partitions) {
            while (partition.size() < longest) {
                partition.add(heartbeat);
            }
            all.addAll(partition);
        }
        TypeInformation<T> typeInfo = TypeInformation.of(type);
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(typeInfo, env.getConfig(), all),
                all.size(),
                typeInfo);
    }
}
