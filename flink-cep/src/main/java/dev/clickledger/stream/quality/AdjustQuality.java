package dev.clickledger.stream.quality;

import dev.clickledger.contracts.ads.QualityScore;
import dev.clickledger.contracts.topics.QualityRecord;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * A campaign's quality: its clicks against those that were to be expected in its places. Worked out
 * when an interval is over in which it was seen; otherwise it stays. When all that is known of the
 * campaign is too old to count, it goes back to 1, by the same steps.
 *
 * <p>State: sums by place of {@link Decay#ERAS} half-lives, what came since the last interval, and
 * the quality that was told, until it is 1 again.
 */
public final class AdjustQuality extends KeyedProcessFunction<String, Evidence, QualityRecord> {

    private static final long serialVersionUID = 1L;

    private static final BigInteger MILLION = BigInteger.valueOf(QualityScore.ONE);

    private final QualityPolicy policy;

    @SuppressWarnings("NullAway.Init")
    private transient Decay decay;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<EvidenceKey, Evidence> waiting;

    /** Weighed. */
    @SuppressWarnings("NullAway.Init")
    private transient MapState<PlaceEra, Counts> sums;

    /** In millionths, as of when the campaign was last seen there. */
    @SuppressWarnings("NullAway.Init")
    private transient MapState<Place, Long> expectedCtrs;

    /** Without one it is 1. */
    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Long> told;

    AdjustQuality(QualityPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        decay = new Decay(policy);
        waiting =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "waiting",
                                TypeInformation.of(EvidenceKey.class),
                                TypeInformation.of(Evidence.class)));
        sums =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "sums",
                                TypeInformation.of(PlaceEra.class),
                                TypeInformation.of(Counts.class)));
        expectedCtrs =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "expectedCtrs", TypeInformation.of(Place.class), Types.LONG));
        told = runtime.getState(new ValueStateDescriptor<>("told", Types.LONG));
    }

    @Override
    public void processElement(Evidence evidence, Context context, Collector<QualityRecord> out)
            throws Exception {
        waiting.put(EvidenceKey.of(evidence), evidence);
        context.timerService().registerEventTimeTimer(decay.lastMilliOf(evidence.now()));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<QualityRecord> out)
            throws Exception {
        long now = decay.intervalOf(timestamp);
        boolean seen = takeWhatWaited(now, context);
        if (seen || sums.isEmpty()) {
            adjust(now, context.getCurrentKey(), out);
        }
        if (decay.endsAnEra(now)) {
            forget(decay.oldestAt(now));
        }
        if (sums.isEmpty() && told.value() != null) {
            context.timerService().registerEventTimeTimer(decay.lastMilliOf(now + 1));
        }
    }

    private boolean takeWhatWaited(long now, OnTimerContext context) throws Exception {
        List<Evidence> over = new ArrayList<>();
        for (Evidence evidence : waiting.values()) {
            if (evidence.now() == now) {
                over.add(evidence);
            }
        }
        for (Evidence evidence : over) {
            waiting.remove(EvidenceKey.of(evidence));
            add(evidence, context);
        }
        return !over.isEmpty();
    }

    private void add(Evidence evidence, OnTimerContext context) throws Exception {
        var key = new PlaceEra(evidence.place(), decay.eraOf(evidence.interval()));
        Counts before = sums.get(key);
        long lastUse = decay.lastMilliOfUseOf(key.era());
        if (before == null && lastUse > context.timestamp()) {
            context.timerService().registerEventTimeTimer(lastUse);
        }
        Counts more = evidence.counts().times(decay.weightOf(evidence.interval()));
        sums.put(key, before == null ? more : before.plus(more));
        expectedCtrs.put(evidence.place(), evidence.expectedCtr());
    }

    private void adjust(long now, String campaignId, Collector<QualityRecord> out)
            throws Exception {
        Map<Place, WeighedCounts> places = new HashMap<>();
        for (Map.Entry<PlaceEra, Counts> sum : sums.entries()) {
            places.computeIfAbsent(sum.getKey().place(), place -> new WeighedCounts(decay, now))
                    .add(sum.getKey().era(), sum.getValue());
        }
        BigInteger impressions = BigInteger.ZERO;
        BigInteger clicks = BigInteger.ZERO;
        BigInteger expectedMillionths = BigInteger.ZERO;
        for (Map.Entry<Place, WeighedCounts> place : places.entrySet()) {
            WeighedCounts counts = place.getValue();
            impressions = impressions.add(counts.impressions());
            clicks = clicks.add(counts.clicks());
            expectedMillionths =
                    expectedMillionths.add(
                            counts.impressions()
                                    .multiply(
                                            BigInteger.valueOf(expectedCtrs.get(place.getKey()))));
        }
        BigInteger one = decay.one(now);
        BigInteger prior = one.multiply(BigInteger.valueOf(policy.priorClicks()));
        long measured =
                clicks.add(prior)
                        .multiply(MILLION)
                        .multiply(MILLION)
                        .divide(expectedMillionths.add(prior.multiply(MILLION)))
                        .longValueExact();
        Long before = told.value();
        long quality = before == null ? QualityScore.ONE : before;
        long next = policy.next(quality, measured);
        if (next == quality || !(places.isEmpty() || policy.isWorthTelling(quality, next))) {
            return;
        }
        tell(next);
        Instant at = Instant.ofEpochMilli(decay.lastMilliOf(now) + 1);
        out.collect(
                new QualityRecord(
                        QualityRecord.updateId(campaignId, at),
                        campaignId,
                        at,
                        next,
                        quality,
                        measured,
                        impressions.divide(one).longValueExact(),
                        clicks.divide(one).longValueExact(),
                        impressions.signum() == 0
                                ? 0
                                : expectedMillionths.divide(impressions).longValueExact(),
                        policy.version()));
    }

    private void tell(long quality) throws Exception {
        if (quality == QualityScore.ONE) {
            told.clear();
        } else {
            told.update(quality);
        }
    }

    private void forget(long oldest) throws Exception {
        List<PlaceEra> forgotten = new ArrayList<>();
        Set<Place> left = new HashSet<>();
        for (PlaceEra key : sums.keys()) {
            if (key.era() <= oldest) {
                forgotten.add(key);
            } else {
                left.add(key.place());
            }
        }
        for (PlaceEra key : forgotten) {
            sums.remove(key);
            if (!left.contains(key.place())) {
                expectedCtrs.remove(key.place());
            }
        }
    }
}
