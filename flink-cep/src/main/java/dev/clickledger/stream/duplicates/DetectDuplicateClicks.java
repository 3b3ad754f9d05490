package dev.clickledger.stream.duplicates;

import dev.clickledger.contracts.topics.CompensationRecord;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.CountedWarning;
import dev.clickledger.stream.policy.FraudPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the charged clicks of one device on one ad, in event-time order: a click opens a window of
 * five minutes (unless the policy says otherwise), every further one inside is a duplicate, the
 * first at or after its end opens the next. Every click goes on with its verdict, in event time;
 * when a window with duplicates closes, one {@link CompensationRecord} leaves by {@link
 * #COMPENSATIONS}.
 *
 * <p>Not a CEP pattern: no skip strategy of CEP anchors a window at its first event and starts the
 * next at the first event after it.
 *
 * <p>What makes it idempotent: state, restored with the offsets it belongs to, and ids derived from
 * the window's first click. A click whose id the open window already knows changes nothing.
 *
 * <p>Bounds, per key. Clicks that wait for the watermark: {@link #MAX_WAITING}; when they are full,
 * all of them are judged at once in their order, which is wrong only if an earlier one is still
 * under way. Duplicates of an open window: {@link #MAX_DUPLICATES_A_MESSAGE}; then a message leaves
 * before the window closes (its time is the window's end all the same) and the next gets the id
 * {@code dup-<first click>-2}, and so on. That bounds the message and the refund's transaction,
 * too.
 *
 * <p>Late clicks (none, if publishers keep their word) are judged on arrival against the window
 * that is open then. Verdicts that have left are not taken back.
 */
public final class DetectDuplicateClicks
        extends KeyedProcessFunction<DeviceAd, ChargedClick, JudgedClick> {

    public static final OutputTag<CompensationRecord> COMPENSATIONS =
            new OutputTag<>("compensations", TypeInformation.of(CompensationRecord.class));

    static final int MAX_WAITING = 10_000;
    static final int MAX_DUPLICATES_A_MESSAGE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(DetectDuplicateClicks.class);

    private static final TypeInformation<ChargedClick> CLICK =
            TypeInformation.of(ChargedClick.class);

    private final FraudPolicy policy;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<Long, List<ChargedClick>> waiting;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<Integer> waitingCount;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<OpenWindow> window;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<String, ChargedClick> duplicates;

    @SuppressWarnings("NullAway.Init")
    private transient CountedWarning late;

    public DetectDuplicateClicks(FraudPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        waiting =
                runtime.getMapState(
                        new MapStateDescriptor<>("waiting", Types.LONG, Types.LIST(CLICK)));
        waitingCount = runtime.getState(new ValueStateDescriptor<>("waiting-count", Types.INT));
        window =
                runtime.getState(
                        new ValueStateDescriptor<>("window", TypeInformation.of(OpenWindow.class)));
        duplicates =
                runtime.getMapState(new MapStateDescriptor<>("duplicates", Types.STRING, CLICK));
        late = new CountedWarning(LOG, runtime.getMetricGroup(), "lateClicks");
    }

    @Override
    public void processElement(ChargedClick click, Context context, Collector<JudgedClick> out)
            throws Exception {
        if (click.timeMillis() <= context.timerService().currentWatermark()) {
            late.about("Click " + click.clickId() + " came after its heartbeat");
            judge(click, context, out);
            return;
        }
        List<ChargedClick> sameTime = waiting.get(click.timeMillis());
        if (sameTime == null) {
            sameTime = new ArrayList<>(1);
            context.timerService().registerEventTimeTimer(click.timeMillis());
        }
        sameTime.add(click);
        waiting.put(click.timeMillis(), sameTime);
        Integer before = waitingCount.value();
        waitingCount.update(before == null ? 1 : before + 1);
        if (before != null && before + 1 > MAX_WAITING) {
            judgeAllWaiting(context, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<JudgedClick> out)
            throws Exception {
        OpenWindow open = window.value();
        if (open != null && open.isOverAt(timestamp)) {
            close(open, context);
        }
        judgeWaitingAt(timestamp, context, out);
    }

    private void judgeAllWaiting(Context context, Collector<JudgedClick> out) throws Exception {
        TreeSet<Long> times = new TreeSet<>();
        waiting.keys().forEach(times::add);
        for (long time : times) {
            judgeWaitingAt(time, context, out);
        }
    }

    private void judgeWaitingAt(long timeMillis, Context context, Collector<JudgedClick> out)
            throws Exception {
        List<ChargedClick> sameTime = waiting.get(timeMillis);
        if (sameTime == null) {
            return;
        }
        waiting.remove(timeMillis);
        int left = waitingCount.value() - sameTime.size();
        if (left == 0) {
            waitingCount.clear();
        } else {
            waitingCount.update(left);
        }
        sameTime.sort(Comparator.comparing(ChargedClick::clickId));
        for (ChargedClick click : sameTime) {
            judge(click, context, out);
        }
    }

    private void judge(ChargedClick click, Context context, Collector<JudgedClick> out)
            throws Exception {
        OpenWindow open = window.value();
        if (open != null && open.isOverAt(click.timeMillis())) {
            close(open, context);
            open = null;
        }
        if (open == null) {
            OpenWindow opened = OpenWindow.openedBy(click, policy.duplicateClick());
            window.update(opened);
            context.timerService().registerEventTimeTimer(opened.endMillis());
            out.collect(new JudgedClick(click, false));
        } else if (!open.makesADuplicateOf(click)) {
            out.collect(new JudgedClick(click, false));
        } else if (!click.clickId().equals(open.firstClickId())
                && !duplicates.contains(click.clickId())) {
            addDuplicate(open, click, context);
            out.collect(new JudgedClick(click, true));
        }
    }

    private void addDuplicate(OpenWindow open, ChargedClick click, Context context)
            throws Exception {
        duplicates.put(click.clickId(), click);
        OpenWindow now = open.withOneMore();
        if (now.unsent() == MAX_DUPLICATES_A_MESSAGE) {
            send(now, context);
            now = now.afterMessage();
        }
        window.update(now);
    }

    private void close(OpenWindow open, Context context) throws Exception {
        if (open.unsent() > 0) {
            send(open, context);
        }
        window.clear();
    }

    private void send(OpenWindow open, Context context) throws Exception {
        List<ChargedClick> found = new ArrayList<>(open.unsent());
        duplicates.values().forEach(found::add);
        context.output(COMPENSATIONS, open.compensation(policy, found));
        duplicates.clear();
    }
}
