package dev.clickledger.bench.stream.counts;

import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.flink.util.FileUtils;

/**
 * Counts all events of the topic, from the first that is handled until a reader of the output has
 * seen the last result. Starting does not count. A turn is as long as that takes.
 */
abstract class CountContender implements Contender {

    /** Progress is committed that often, by everybody. */
    static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

    private static final Duration LONGEST_TURN = Duration.ofSeconds(120);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    final String bootstrapServers;
    private final String name;
    private final AdEvents events;
    private int turns;

    CountContender(String name, String bootstrapServers, AdEvents events) {
        this.name = name;
        this.bootstrapServers = bootstrapServers;
        this.events = events;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Run run(Duration ignored) throws Exception {
        String id = name + '-' + ++turns;
        Path directory = Files.createTempDirectory("clickledger-" + name);
        try (Turn turn = Turn.start(id);
                TurnTopics topics = TurnTopics.create(bootstrapServers, id);
                Results results =
                        new Results(bootstrapServers, topics.output(), AdEvents.PARTITIONS)) {
            try (Counting counting = start(turn, topics.output(), directory)) {
                return Run.of(AdEvents.EVENTS / seconds(turn, counting, results));
            }
        } finally { // What Kafka Streams has not removed itself, and Flink's checkpoints.
            FileUtils.deleteDirectory(directory.toFile());
        }
    }

    /** Starts counting; the clock starts with the first event that is handled. */
    abstract Counting start(Turn turn, String outputTopic, Path directory) throws Exception;

    private double seconds(Turn turn, Counting counting, Results results) throws Exception {
        await(counting, () -> turn.counted() >= events.views(), turn, results);
        events.close(turn.id());
        int due = events.counts().size();
        await(counting, () -> results.poll() >= due, turn, results);
        double seconds = turn.secondsSinceBegin();
        check(results.read(), results.poll());
        return seconds;
    }

    private void await(Counting counting, BooleanSupplier reached, Turn turn, Results results)
            throws InterruptedException {
        long giveUpAt = System.nanoTime() + LONGEST_TURN.toNanos();
        while (!reached.getAsBoolean()) {
            counting.check();
            if (System.nanoTime() > giveUpAt) {
                throw new VoidResultException(
                        "%s has counted %,d of %,d views and written %,d of %,d results after %d s"
                                .formatted(
                                        name,
                                        turn.counted(),
                                        events.views(),
                                        results.poll(),
                                        events.counts().size(),
                                        LONGEST_TURN.toSeconds()));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private void check(Map<CampaignWindow, Long> read, int records) {
        if (records != events.counts().size() || !read.equals(events.counts())) {
            throw new VoidResultException(
                    "%s wrote %,d results for %,d windows, %,d of %,d views"
                            .formatted(
                                    name,
                                    records,
                                    events.counts().size(),
                                    read.values().stream().mapToLong(Long::longValue).sum(),
                                    events.views()));
        }
    }
}
