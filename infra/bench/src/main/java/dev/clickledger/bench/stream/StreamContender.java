package dev.clickledger.bench.stream;

import dev.clickledger.bench.Contender;
import dev.clickledger.bench.Run;
import dev.clickledger.bench.VoidResultException;
import dev.clickledger.stream.matching.specification.ShopperStep;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job over as many events as fill its turn, from the first event made to the last result. A
 * cluster is started for each turn; that does not count.
 */
abstract class StreamContender implements Contender {

    private static final long FIRST_TURN = 20_000;

    /** With Flink's five a second, more clicks of a bot would wait for one than are kept. */
    private static final long HEARTBEAT_MILLIS = 10;

    /** In which a click can lead to something. */
    private static final Duration OPEN = Duration.ofHours(49);

    private final String name;
    private final Traffic shape;
    private final String stateBackend;
    private double perSecond;

    /**
     * @param shape the number of its events is left open
     */
    StreamContender(String name, Traffic shape, String stateBackend) {
        this.name = name;
        this.shape = shape;
        this.stateBackend = stateBackend;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Run run(Duration duration) throws Exception {
        long events = Math.max(filled(), (long) (perSecond * duration.toMillis() / 1e3));
        Traffic traffic =
                new Traffic(events - events % 2, shape.shoppers(), shape.round(), shape.bot());
        try (Tally tally = Tally.start()) {
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.createLocalEnvironment(
                            Traffic.LANES, configuration());
            env.getConfig().setAutoWatermarkInterval(HEARTBEAT_MILLIS);
            define(steps(env, traffic, tally), traffic, tally);
            env.execute(name);
            if (tally.results.sum() != resultsDue(traffic)
                    || tally.right.sum() != rightDue(traffic)) {
                throw new VoidResultException(
                        "%s found %,d of %,d results in %,d events, %,d of %,d right"
                                .formatted(
                                        name,
                                        tally.results.sum(),
                                        resultsDue(traffic),
                                        traffic.events(),
                                        tally.right.sum(),
                                        rightDue(traffic)));
            }
            perSecond = traffic.events() / tally.seconds();
            return Run.of(value(perSecond));
        }
    }

    abstract void define(DataStream<ShopperStep> steps, Traffic traffic, Tally tally);

    abstract long resultsDue(Traffic traffic);

    abstract long rightDue(Traffic traffic);

    /** In the unit of the contest. */
    double value(double eventsPerSecond) {
        return eventsPerSecond;
    }

    /** Enough for every shopper to have as many clicks open as he will have, and as many again. */
    private long filled() {
        long each = OPEN.toMillis() / shape.round().toMillis() + 1;
        return Math.max(FIRST_TURN, 2 * Traffic.LANES * shape.shoppers() * each);
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, stateBackend);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }

    private static DataStream<ShopperStep> steps(
            StreamExecutionEnvironment env, Traffic traffic, Tally tally) {
        var source =
                new DataGeneratorSource<>(
                        new Lanes(traffic, tally.id),
                        traffic.events(),
                        TypeInformation.of(ShopperStep.class));
        return env.fromSource(
                source,
                WatermarkStrategy.<ShopperStep>forMonotonousTimestamps()
                        .withTimestampAssigner((step, ignored) -> step.timeMillis()),
                "steps");
    }
}
