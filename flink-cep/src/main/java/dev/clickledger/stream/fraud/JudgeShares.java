package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.policy.FraudPolicy;
import dev.clickledger.stream.policy.Verdicts;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Marks an ad of which surely more is clicked than is usual: of all that was served in an hour,
 * when every slot of the hour has closed. Keyed by ad.
 *
 * <p>What makes it idempotent: state, and an id derived from ad and hour. State per ad: a share for
 * each hour that is open, which are three at most.
 */
final class JudgeShares extends KeyedProcessFunction<String, AdShare, CompensationRecord> {

    /** After the hour; slots close before. */
    static final Duration PATIENCE = CompareWithImpressions.PATIENCE.plus(ServedSlot.LENGTH);

    private static final long serialVersionUID = 1L;

    private final FraudPolicy policy;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<Long, AdShare> hours;

    JudgeShares(FraudPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        hours =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "hours", Types.LONG, TypeInformation.of(AdShare.class)));
    }

    @Override
    public void processElement(AdShare share, Context context, Collector<CompensationRecord> out)
            throws Exception {
        AdShare known = hours.get(share.hourMillis());
        hours.put(share.hourMillis(), known == null ? share : known.with(share));
        context.timerService().registerEventTimeTimer(closeMillis(share.hourMillis()));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CompensationRecord> out)
            throws Exception {
        long hour = timestamp - closeMillis(0);
        AdShare share = hours.get(hour);
        if (share == null) {
            return;
        }
        hours.remove(hour);
        FraudPolicy.HighCtr rule = policy.highCtr();
        double surely = share.surelyAbove(rule.standardDeviations());
        if (surely * 100 > rule.abovePercent()) {
            out.collect(mark(share, surely));
        }
    }

    private CompensationRecord mark(AdShare share, double surely) {
        FraudPolicy.HighCtr rule = policy.highCtr();
        return Verdicts.onAd(
                policy,
                FraudPattern.HIGH_CTR,
                rule,
                share.adId() + "-" + share.hourMillis(),
                share.hourMillis() + AdShare.HOUR_MILLIS,
                "60_MINUTES",
                share.advertiserId(),
                share.campaignId(),
                share.adId(),
                "%d of %d servings were clicked, surely more than %d %%, at most %d %% are usual"
                        .formatted(
                                share.clicked(),
                                share.shown(),
                                (long) (surely * 100),
                                rule.abovePercent()),
                share.firstClicks());
    }

    private static long closeMillis(long hourMillis) {
        return hourMillis + AdShare.HOUR_MILLIS + PATIENCE.toMillis();
    }
}
