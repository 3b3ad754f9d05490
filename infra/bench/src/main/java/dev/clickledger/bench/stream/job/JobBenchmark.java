package dev.clickledger.bench.stream.job;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Contest;
import dev.clickledger.bench.Contest.Pair;
import dev.clickledger.bench.Plan;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.embedded.KafkaServer;
import dev.clickledger.embedded.KafkaTopics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.util.FileUtils;

/**
 * The whole job from Kafka to Kafka, a millisecond of event time an event, and how soon a finished
 * window is visible. A turn is as many events as {@code --events} says.
 */
public final class JobBenchmark {

    private static final String WHOLE = "whole-job";
    private static final long SEED = 20171107;
    private static final Instant START = Instant.parse("2026-03-02T03:00:00Z");
    private static final int HEARTBEAT_EVERY_BLOCKS = 10;
    private static final Duration KEPT = Duration.ofDays(1);

    /** A job runs for days; its first turns are its compiler's. */
    private static final int WARM_UPS = 3;

    private JobBenchmark() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        List<Comparison> all = new ArrayList<>();
        if (plan.wants(WHOLE)) {
            all.addAll(fromKafkaToKafka(plan));
        }
        all.addAll(StoredWindows.run(plan));
        all.addAll(VisibleMetrics.run(plan));
        return all;
    }

    private static List<Comparison> fromKafkaToKafka(Plan plan) throws Exception {
        Path directory = Files.createTempDirectory("clickledger-bench-");
        try (KafkaServer kafka = KafkaServer.startEphemeral()) {
            String servers = kafka.bootstrapServers();
            createTopics(servers);
            plan.progress().printf("  writing %,d events to Kafka%n", plan.events());
            KafkaTurn.Expected expected = write(servers, plan.events());
            return new Contest(
                            "events/s",
                            List.of(
                                    new Pair(
                                            WHOLE,
                                            new WholeJob(servers, directory, expected),
                                            new PassThroughJob(servers, directory, expected))),
                            plan.progress(),
                            WARM_UPS)
                    .hold(plan.rounds(), plan.each());
        } finally {
            FileUtils.deleteDirectoryQuietly(directory.toFile());
        }
    }

    private static KafkaTurn.Expected write(String servers, int events) {
        try (TopicFeed feed = new TopicFeed(servers)) {
            var traffic = new JobTraffic(SEED, feed);
            int blocks = Math.ceilDiv(events, JobTraffic.BLOCK);
            for (int block = 0; block < blocks; block++) {
                long millis = START.toEpochMilli() + (long) block * JobTraffic.BLOCK;
                traffic.next(millis, JobTraffic.BLOCK);
                if (block % HEARTBEAT_EVERY_BLOCKS == HEARTBEAT_EVERY_BLOCKS - 1) {
                    feed.heartbeat(Instant.ofEpochMilli(millis + JobTraffic.BLOCK - 1));
                }
            }
            feed.flush();
            return new KafkaTurn.Expected(
                    (long) blocks * JobTraffic.BLOCK,
                    traffic.impressions(),
                    traffic.clicks(),
                    traffic.refunded(),
                    traffic.orders(),
                    traffic.revenue());
        }
    }

    static void createTopics(String servers) {
        List<KafkaTopics.Shape> shapes = new ArrayList<>();
        Arrays.stream(Topic.values())
                .map(t -> new KafkaTopics.Shape(t.topicName(), t.partitions(), t.kept()))
                .forEach(shapes::add);
        shapes.add(new KafkaTopics.Shape(PassThroughJob.TOPIC, 6, KEPT));
        KafkaTopics.create(servers, shapes);
    }
}
