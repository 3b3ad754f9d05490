package dev.clickledger.bench.stream.counts;

import dev.clickledger.bench.Comparison;
import dev.clickledger.bench.Contest.Pair;
import dev.clickledger.bench.Plan;
import dev.clickledger.embedded.KafkaServer;
import java.util.List;

/** The same count by Flink and by Kafka Streams. */
public final class CampaignCountBenchmark {

    private static final String CASE = "campaign-counts";

    private CampaignCountBenchmark() {}

    public static List<Comparison> run(Plan plan) throws Exception {
        if (!plan.wants(CASE)) {
            return List.of();
        }
        try (KafkaServer broker = KafkaServer.startEphemeral()) {
            String servers = broker.bootstrapServers();
            plan.progress().printf("  writing %,d ad events to Kafka%n", AdEvents.EVENTS);
            AdEvents events = AdEvents.fill(servers);
            return plan.compare(
                    "events/s",
                    List.of(
                            new Pair(
                                    CASE,
                                    new FlinkCount(CASE, servers, events),
                                    new KafkaStreamsCount("kafka-streams", servers, events))));
        }
    }
}
