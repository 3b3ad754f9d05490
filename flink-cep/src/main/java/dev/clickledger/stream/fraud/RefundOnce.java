package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.DeviceAd;
import dev.clickledger.stream.intake.ChargedClick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Pays a click back once, whatever patterns it is part of: the finding of the earliest time has it,
 * at equal times the pattern that {@link FraudPattern} names first. Duplicates do not come here,
 * they were first. The clicks go on, what pays them back leaves by {@link #COMPENSATIONS}.
 *
 * <p>What makes it idempotent: it remembers what it has paid back, as long as a finding may name it
 * again. State per device and ad: the ids of those clicks. As duplicates are not among them, they
 * are a duplicate window apart, so the longest span of a pattern bounds their number. The refund
 * register behind all this has the last word.
 */
final class RefundOnce extends KeyedProcessFunction<DeviceAd, OwedOnAd, InvalidClick> {

    static final OutputTag<CompensationRecord> COMPENSATIONS =
            new OutputTag<>("compensations", TypeInformation.of(CompensationRecord.class));

    private static final long serialVersionUID = 1L;

    private static final Comparator<OwedOnAd> FIRST_WINS =
            Comparator.comparingLong(OwedOnAd::foundMillis)
                    .thenComparing(owed -> FraudPattern.valueOf(owed.pattern()))
                    .thenComparing(owed -> owed.clicks().getFirst().clickId());

    private final RunPatterns patterns;
    private final long spanMillis;

    @SuppressWarnings("NullAway.Init")
    private transient EventTimeBuffer<OwedOnAd> waiting;

    /** Click ids, and until when they can be named again. */
    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, Long> paidBack;

    RefundOnce(RunPatterns patterns) {
        this.patterns = patterns;
        this.spanMillis = patterns.longestRefundSpan().toMillis();
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        waiting = new EventTimeBuffer<>(runtime, "waiting", TypeInformation.of(OwedOnAd.class));
        paidBack =
                runtime.getMapState(
                        new MapStateDescriptor<>("paid-back", Types.STRING, Types.LONG));
    }

    @Override
    public void processElement(OwedOnAd owed, Context context, Collector<InvalidClick> out)
            throws Exception {
        if (owed.foundMillis() <= context.timerService().currentWatermark()) {
            payBack(owed, context, out);
        } else if (waiting.add(owed, owed.foundMillis(), context.timerService())) {
            for (long time : waiting.times()) {
                payBackAt(time, context, out);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<InvalidClick> out)
            throws Exception {
        payBackAt(timestamp, context, out);
        List<String> over = new ArrayList<>();
        for (var known : paidBack.entries()) {
            if (known.getValue() <= timestamp) {
                over.add(known.getKey());
            }
        }
        for (String clickId : over) {
            paidBack.remove(clickId);
        }
    }

    private void payBackAt(long timeMillis, Context context, Collector<InvalidClick> out)
            throws Exception {
        List<OwedOnAd> sameTime = new ArrayList<>(waiting.takeAt(timeMillis));
        sameTime.sort(FIRST_WINS);
        for (OwedOnAd owed : sameTime) {
            payBack(owed, context, out);
        }
    }

    private void payBack(OwedOnAd owed, Context context, Collector<InvalidClick> out)
            throws Exception {
        List<ChargedClick> due = new ArrayList<>(owed.clicks().size());
        for (ChargedClick click : owed.clicks()) {
            if (!paidBack.contains(click.clickId())) {
                due.add(click);
                remember(click, context);
                out.collect(new InvalidClick(click, owed.pattern(), owed.foundMillis()));
            }
        }
        if (!due.isEmpty()) {
            context.output(
                    COMPENSATIONS,
                    FindingRecords.refund(
                            patterns.policy(), patterns.named(owed.pattern()), owed, due));
        }
    }

    private void remember(ChargedClick click, Context context) throws Exception {
        var timers = context.timerService();
        long until = Math.max(click.timeMillis() + spanMillis, timers.currentWatermark()) + 1;
        paidBack.put(click.clickId(), until);
        timers.registerEventTimeTimer(until);
    }
}
