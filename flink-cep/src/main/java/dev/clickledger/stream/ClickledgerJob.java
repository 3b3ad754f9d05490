package dev.clickledger.stream;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.contracts.topics.Topic;
import dev.clickledger.stream.budget.CountBudgets;
import dev.clickledger.stream.duplicates.DetectDuplicateClicks;
import dev.clickledger.stream.duplicates.DeviceAd;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.fraud.FraudPatterns;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.DeadLetters;
import dev.clickledger.stream.intake.DropRepeatedImpressions;
import dev.clickledger.stream.intake.DropRepublished;
import dev.clickledger.stream.intake.HeartbeatWatermarks;
import dev.clickledger.stream.intake.Impression;
import dev.clickledger.stream.intake.ImpressionSlot;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.intake.OrdersWithoutHeartbeats;
import dev.clickledger.stream.intake.SplitAdEvents;
import dev.clickledger.stream.matching.Matching;
import dev.clickledger.stream.metrics.AdMinute;
import dev.clickledger.stream.metrics.Metrics;
import dev.clickledger.stream.quality.QualityScores;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * All stream work, in one job.
 *
 * <pre>
 * ad-events ─ impressions ─ drop repeated ───┬──────────────────────────────────────┐
 *           └ clicks ─ drop republished ─┬───│──────────────────────────────────────┤
 *                                        ├ count budgets ─► budget-management
 *                         judge duplicates ─┬ fraud patterns ─┬─► compensation-events
 *                                           │                 └ invalid clicks ─┬───┤
 *                                           └ verdicts ─┐            take back ─┼─► ad-events
 *                                                   attribute ─────────┘        └ metrics ─┬─► performance-metrics
 *                                                                                          └ quality ─► quality-score-updates
 * conversion-events ─ orders ─ drop republished ────────┘
 * what of both could not be read ──────────────────────────────────────────────────► stream-dead-letters
 * </pre>
 *
 * <p>Event time comes from heartbeats ({@link HeartbeatWatermarks}), every uid is fixed and none
 * may be forgotten, no type may fall back to Kryo: state of one version is readable by the next.
 * Objects are reused between chained operators: every record is immutable.
 *
 * <p>Every JVM that defines or runs it on JDK 25 needs {@code
 * --add-opens=java.base/java.util=ALL-UNNAMED} (Flink 2.3 reaches into its collections) and should
 * have {@code --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED}, without
 * which it warns.
 */
public final class ClickledgerJob {

    /** Keys are spread over so many groups, for ever: the most subtasks that may ever run. */
    public static final int MAX_PARALLELISM = 128;

    static final String NAME = "clickledger";

    private ClickledgerJob() {}

    /**
     * For a cluster: {@code --clickledger.kafka.bootstrap-servers=HOST:PORT}, and the others of
     * {@link JobSettings}.
     */
    public static void main(String[] arguments) throws Exception {
        JobSettings settings = JobSettings.ofArguments(arguments);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        define(env, settings);
        env.execute(NAME);
    }

    /** The job on Kafka, ready to execute. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings) {
        define(env, settings, KafkaEnds.of(settings));
    }

    /** The same job, wherever it reads and writes. */
    public static void define(StreamExecutionEnvironment env, JobSettings settings, JobEnds ends) {
        configure(env, settings);
        SingleOutputStreamOperator<ChargedClick> adEvents = adEvents(env, ends);
        DataStream<Impression> impressions = impressions(adEvents);
        DataStream<ChargedClick> charged = clicks(adEvents);
        SingleOutputStreamOperator<JudgedClick> clicks = judged(charged, settings);
        SingleOutputStreamOperator<OrderedProduct> conversionEvents = conversionEvents(env, ends);
        DataStream<OrderedProduct> orders = orders(conversionEvents);
        FraudPatterns fraud = FraudPatterns.in(clicks, impressions, settings.fraudPolicy());
        fraud.compensations()
                .sinkTo(ends.compensations())
                .name("compensation-events")
                .uid("compensations-sink");
        DataStream<AdEventRecord> conversions =
                fraud.withoutInvalidClicks(
                        Matching.conversions(clicks, orders, settings.attribution()));
        conversions
                .sinkTo(ends.conversions())
                .name("ad-events (conversions)")
                .uid("conversions-sink");
        DataStream<AdMinute> minutes =
                Metrics.minutes(
                        impressions,
                        charged,
                        fraud.invalidClicks(),
                        conversions,
                        settings.metrics());
        Metrics.windows(minutes, settings.metrics())
                .sinkTo(ends.performance())
                .name("performance-metrics")
                .uid("performance-sink");
        QualityScores.of(minutes, settings.quality())
                .sinkTo(ends.quality())
                .name("quality-score-updates")
                .uid("quality-sink");
        budgets(charged, settings)
                .sinkTo(ends.budgets())
                .name("budget-management")
                .uid("budgets-sink");
        adEvents.getSideOutput(DeadLetters.UNREADABLE)
                .union(conversionEvents.getSideOutput(DeadLetters.UNREADABLE))
                .sinkTo(ends.deadLetters())
                .name("stream-dead-letters")
                .uid("dead-letters-sink");
    }

    private static void configure(StreamExecutionEnvironment env, JobSettings settings) {
        Configuration strict = new Configuration();
        strict.set(PipelineOptions.GENERIC_TYPES, false);
        strict.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        strict.set(PipelineOptions.OBJECT_REUSE, true);
        env.configure(strict);
        env.setMaxParallelism(MAX_PARALLELISM);
        if (settings.parallelism() > 0) {
            env.setParallelism(settings.parallelism());
        }
        env.enableCheckpointing(
                settings.checkpointInterval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
        // One that took long is not followed by the next at once: the job has work to do, too.
        env.getCheckpointConfig()
                .setMinPauseBetweenCheckpoints(settings.checkpointInterval().toMillis() / 2);
        // A cancelled or killed job continues from its newest checkpoint, not from the beginning.
        env.getCheckpointConfig()
                .setExternalizedCheckpointRetention(
                        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }

    private static SingleOutputStreamOperator<ChargedClick> adEvents(
            StreamExecutionEnvironment env, JobEnds ends) {
        return env.fromSource(ends.adEvents(), new HeartbeatWatermarks<>(), "ad-events")
                .uid("clicks-source")
                .setParallelism(readers(env, Topic.AD_EVENTS))
                .process(new SplitAdEvents(), TypeInformation.of(ChargedClick.class))
                .name("clicks and impressions")
                .uid("clicks-without-heartbeats")
                .setParallelism(readers(env, Topic.AD_EVENTS));
    }

    private static DataStream<ChargedClick> clicks(DataStream<ChargedClick> published) {
        return published
                .keyBy(ChargedClick::deviceId)
                .process(new DropRepublished<>(), TypeInformation.of(ChargedClick.class))
                .name("drop republished clicks")
                .uid("drop-republished-clicks");
    }

    private static DataStream<Impression> impressions(
            SingleOutputStreamOperator<ChargedClick> adEvents) {
        return adEvents.getSideOutput(SplitAdEvents.IMPRESSIONS)
                .keyBy(ImpressionSlot::of, TypeInformation.of(ImpressionSlot.class))
                .process(new DropRepeatedImpressions(), TypeInformation.of(Impression.class))
                .name("drop repeated impressions")
                .uid("drop-repeated-impressions");
    }

    private static SingleOutputStreamOperator<OrderedProduct> conversionEvents(
            StreamExecutionEnvironment env, JobEnds ends) {
        return env.fromSource(ends.orders(), new HeartbeatWatermarks<>(), "conversion-events")
                .uid("orders-source")
                .setParallelism(readers(env, Topic.CONVERSION_EVENTS))
                .process(new OrdersWithoutHeartbeats(), TypeInformation.of(OrderedProduct.class))
                .name("orders")
                .uid("orders-without-heartbeats")
                .setParallelism(readers(env, Topic.CONVERSION_EVENTS));
    }

    private static DataStream<OrderedProduct> orders(DataStream<OrderedProduct> published) {
        return published
                .keyBy(OrderedProduct::deviceId)
                .process(new DropRepublished<>(), TypeInformation.of(OrderedProduct.class))
                .name("drop republished orders")
                .uid("drop-republished-orders");
    }

    private static SingleOutputStreamOperator<JudgedClick> judged(
            DataStream<ChargedClick> clicks, JobSettings settings) {
        return clicks.keyBy(DeviceAd::of, TypeInformation.of(DeviceAd.class))
                .process(
                        new DetectDuplicateClicks(settings.fraudPolicy()),
                        TypeInformation.of(JudgedClick.class))
                .name("judge duplicate clicks")
                .uid("judge-duplicate-clicks");
    }

    private static DataStream<BudgetRecord> budgets(
            DataStream<ChargedClick> clicks, JobSettings settings) {
        return clicks.keyBy(ChargedClick::campaignId)
                .process(
                        new CountBudgets(settings.budgets()),
                        TypeInformation.of(BudgetRecord.class))
                .name("count budgets")
                .uid("count-budgets");
    }

    /** A reader without a partition would have no heartbeats, and hold the job back for ever. */
    private static int readers(StreamExecutionEnvironment env, Topic topic) {
        return Math.min(env.getParallelism(), topic.partitions());
    }
}
