package dev.clickledger.stream;

import dev.clickledger.stream.intake.TopicMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A bounded stand-in for a topic: as many partitions as the job has subtasks, each key in one of
 * them, heartbeats in all. Each reader gets one partition: nobody finishes his before all others
 * have begun theirs. A reader that was quick would take a second partition, and be in the past with
 * it.
 */
final class PartitionedSource {

    private PartitionedSource() {}

    static <T extends TopicMessage> Source<T, ?, ?> of(
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
        String id = UUID.randomUUID().toString();
        Together.LATCHES.put(id, new CountDownLatch(partitions.size()));
        return new DataGeneratorSource<>(
                new Together<>(
                        new FromElementsGeneratorFunction<>(typeInfo, env.getConfig(), all), id),
                all.size(),
                typeInfo);
    }

    /** Gives out no element before every reader has asked for one. */
    private static final class Together<T> implements GeneratorFunction<Long, T> {

        static final Map<String, CountDownLatch> LATCHES = new ConcurrentHashMap<>();

        private static final long serialVersionUID = 1L;
        private static final long LONGEST_SECONDS = 60;

        private final FromElementsGeneratorFunction<T> elements;
        private final String id;
        private transient boolean begun;

        Together(FromElementsGeneratorFunction<T> elements, String id) {
            this.elements = elements;
            this.id = id;
        }

        @Override
        public void open(SourceReaderContext context) throws Exception {
            elements.open(context);
        }

        @Override
        public T map(Long index) throws Exception {
            if (!begun) {
                begun = true;
                CountDownLatch latch = LATCHES.get(id);
                latch.countDown();
                if (!latch.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Not every reader has begun");
                }
            }
            return elements.map(index);
        }

        @Override
        public void close() throws Exception {
            elements.close();
        }
    }
}
