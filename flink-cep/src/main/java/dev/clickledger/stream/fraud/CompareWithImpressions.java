package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.EvidenceClick;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.CountedWarning;
import dev.clickledger.stream.intake.Impression;
import dev.clickledger.stream.policy.FraudPolicy;
import dev.clickledger.stream.policy.Verdicts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the impression and the click of a served ad together; they share the click id. Marks the
 * click that follows its impression faster than anybody can, and the click whose ad has no
 * impression when its token has died: intake takes none after that, so the verdict is final. What
 * was shown and clicked of each ad leaves by {@link #SHARES} when the slot closes.
 *
 * <p>An impression's time is the client's word. One that says it was after its click is only late.
 *
 * <p>What makes it idempotent: state, and ids derived from the click; impressions come free of
 * repeats. State per slot, forgotten {@link #PATIENCE} after its minute: of each ad served in it
 * the impression's time or the click, and a share per ad. An impression that comes even later is
 * counted and left out.
 */
final class CompareWithImpressions
        extends KeyedCoProcessFunction<ServedSlot, Impression, ChargedClick, CompensationRecord> {

    static final OutputTag<AdShare> SHARES =
            new OutputTag<>("shares", TypeInformation.of(AdShare.class));

    /** A token's life, and a minute for clocks that disagree. */
    static final Duration PATIENCE =
            Duration.between(Instant.EPOCH, AdTokens.expiresAt(Instant.EPOCH)).plusMinutes(1);

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(CompareWithImpressions.class);

    private static final Comparator<ChargedClick> IN_ORDER =
            Comparator.comparingLong(ChargedClick::timeMillis).thenComparing(ChargedClick::clickId);

    private final FraudPolicy policy;

    /** When each served ad was seen, by its click id. */
    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, Long> seen;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, ChargedClick> clicked;

    /** By ad. */
    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, AdShare> shares;

    @SuppressWarnings("NullAway.Init")
    private transient CountedWarning tooLate;

    CompareWithImpressions(FraudPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        seen = runtime.getMapState(new MapStateDescriptor<>("seen", Types.STRING, Types.LONG));
        clicked =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "clicked", Types.STRING, TypeInformation.of(ChargedClick.class)));
        shares =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "shares", Types.STRING, TypeInformation.of(AdShare.class)));
        tooLate = new CountedWarning(LOG, runtime.getMetricGroup(), "impressionsTooLateToCompare");
    }

    @Override
    public void processElement1(
            Impression impression, Context context, Collector<CompensationRecord> out)
            throws Exception {
        if (impression.viewable()) {
            return;
        }
        if (closeMillis(context) <= context.timerService().currentWatermark()) {
            tooLate.about("Impression " + impression.eventId() + " came after its verdict");
            return;
        }
        String clickId = impression.clickId();
        seen.put(clickId, impression.timeMillis());
        ChargedClick click = clicked.get(clickId);
        if (click == null) {
            AdShare known = shares.get(impression.adId());
            if (known == null) {
                // Who has a share has the slot's timer, too: one for each ad, not each impression.
                context.timerService().registerEventTimeTimer(closeMillis(context));
            }
            shares.put(
                    impression.adId(),
                    (known == null ? AdShare.nothingOf(impression) : known).withShown());
        } else {
            compare(impression.timeMillis(), click, out);
        }
    }

    @Override
    public void processElement2(
            ChargedClick click, Context context, Collector<CompensationRecord> out)
            throws Exception {
        if (clicked.contains(click.clickId())) {
            return;
        }
        clicked.put(click.clickId(), click);
        context.timerService()
                .registerEventTimeTimer(
                        Math.max(
                                closeMillis(context),
                                context.timerService().currentWatermark() + 1));
        Long seenMillis = seen.get(click.clickId());
        AdShare known = shares.get(click.adId());
        AdShare share = known == null ? AdShare.nothingOf(click) : known;
        if (seenMillis == null) {
            share = share.withShown();
        } else {
            compare(seenMillis, click, out);
        }
        shares.put(click.adId(), share.withClicked(click));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CompensationRecord> out)
            throws Exception {
        List<ChargedClick> unseen = new ArrayList<>();
        for (ChargedClick click : clicked.values()) {
            if (!seen.contains(click.clickId())) {
                unseen.add(click);
            }
        }
        unseen.sort(IN_ORDER);
        for (ChargedClick click : unseen) {
            out.collect(markUnseen(click));
        }
        for (AdShare share : shares.values()) {
            context.output(SHARES, share);
        }
        seen.clear();
        clicked.clear();
        shares.clear();
    }

    private void compare(long seenMillis, ChargedClick click, Collector<CompensationRecord> out) {
        long after = click.timeMillis() - seenMillis;
        if (after < 0 || after > policy.fastClick().withinMillis()) {
            return;
        }
        out.collect(
                Verdicts.record(
                        policy,
                        FraudPattern.FAST_CLICK,
                        policy.fastClick(),
                        click.clickId(),
                        click.timeMillis(),
                        policy.fastClick().withinMillis() + "_MILLIS",
                        List.of(click),
                        "clicked %d ms after its impression, at most %d ms are too fast for anybody"
                                .formatted(after, policy.fastClick().withinMillis()),
                        evidence(click)));
    }

    private CompensationRecord markUnseen(ChargedClick click) {
        Instant served = Instant.ofEpochMilli(ServedSlot.servedMillis(click.clickId()));
        return Verdicts.record(
                policy,
                FraudPattern.CLICK_WITHOUT_IMPRESSION,
                policy.clickWithoutImpression(),
                click.clickId(),
                AdTokens.expiresAt(served).toEpochMilli(),
                "TOKEN_LIFE",
                List.of(click),
                "no impression came while the ad's token lived, served at " + served,
                evidence(click));
    }

    private static List<EvidenceClick> evidence(ChargedClick click) {
        return List.of(
                new EvidenceClick(click.clickId(), Instant.ofEpochMilli(click.timeMillis())));
    }

    private static long closeMillis(KeyedCoProcessFunction<ServedSlot, ?, ?, ?>.Context context) {
        return context.getCurrentKey().minuteMillis() + ServedSlot.LENGTH.plus(PATIENCE).toMillis();
    }
}
