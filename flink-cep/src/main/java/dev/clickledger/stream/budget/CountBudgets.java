package dev.clickledger.stream.budget;

import dev.clickledger.contracts.topics.BudgetRecord;
import dev.clickledger.stream.intake.ChargedClick;
import dev.clickledger.stream.intake.CountedWarning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up what a campaign is charged on a business day, and tells the sum every ten minutes of
 * event time in which it changed, and once when the day is over. Each record is about everything
 * charged before one time: charges that came early wait for theirs, so that somebody else can add
 * up the same clicks. A click that comes late is told with the next ten minutes, of its own day.
 *
 * <p>State: the sums of the days that are not over for {@link BudgetCalendar#DAY_KEPT}, three
 * behind the watermark, and of slots that have not been told. A click of an older day is not
 * counted, but logged and counted as a metric ({@code clicksAfterTheirDay}): the ledger has it, and
 * the comparison says so.
 */
public final class CountBudgets extends KeyedProcessFunction<String, ChargedClick, BudgetRecord> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(CountBudgets.class);

    private final BudgetSettings settings;

    @SuppressWarnings("NullAway.Init")
    private transient BudgetCalendar calendar;

    /** By when they begin. */
    @SuppressWarnings("NullAway.Init")
    private transient MapState<Long, BudgetDay> days;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<BudgetSlot, Charged> untold;

    @SuppressWarnings("NullAway.Init")
    private transient CountedWarning tooLate;

    public CountBudgets(BudgetSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        calendar = new BudgetCalendar(settings.every());
        days =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "days", Types.LONG, TypeInformation.of(BudgetDay.class)));
        untold =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "untold",
                                TypeInformation.of(BudgetSlot.class),
                                TypeInformation.of(Charged.class)));
        tooLate = new CountedWarning(LOG, runtime.getMetricGroup(), "clicksAfterTheirDay");
    }

    @Override
    public void processElement(ChargedClick click, Context context, Collector<BudgetRecord> out)
            throws Exception {
        var timers = context.timerService();
        BudgetSlot slot = calendar.slotOf(click.timeMillis(), timers.currentWatermark());
        long forgottenAt = calendar.forgottenAt(slot.dayMillis());
        if (forgottenAt <= slot.tellMillis()) {
            tooLate.about("click " + click.clickId() + " is too late for its day's budget");
            return;
        }
        if (!days.contains(slot.dayMillis())) {
            days.put(slot.dayMillis(), new BudgetDay(click.advertiserId(), Charged.NOTHING, 0));
            long last = calendar.endOf(slot.dayMillis()) - 1;
            if (last > timers.currentWatermark()) {
                timers.registerEventTimeTimer(last);
            }
            timers.registerEventTimeTimer(forgottenAt - 1);
        }
        Charged before = untold.get(slot);
        if (before == null) {
            timers.registerEventTimeTimer(slot.tellMillis() - 1);
        }
        var more = new Charged(click.actualPrice(), 1);
        untold.put(slot, before == null ? more : before.plus(more));
    }

    /** A timer fires with the last millisecond before the time that it is about. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<BudgetRecord> out)
            throws Exception {
        long now = timestamp + 1;
        Map<Long, Charged> due = due(now);
        long ended = calendar.dayThatEndsAt(now);
        if (days.contains(ended)) {
            due.putIfAbsent(ended, Charged.NOTHING);
        }
        for (Map.Entry<Long, Charged> entry : due.entrySet()) {
            long day = entry.getKey();
            BudgetDay told = days.get(day).toldAgain(entry.getValue());
            days.put(day, told);
            out.collect(record(context.getCurrentKey(), day, told, now));
        }
        forget(now);
    }

    /** By day, the oldest first. */
    private Map<Long, Charged> due(long now) throws Exception {
        List<BudgetSlot> over = new ArrayList<>();
        Map<Long, Charged> due = new TreeMap<>();
        for (Map.Entry<BudgetSlot, Charged> entry : untold.entries()) {
            if (entry.getKey().tellMillis() <= now) {
                over.add(entry.getKey());
                due.merge(entry.getKey().dayMillis(), entry.getValue(), Charged::plus);
            }
        }
        for (BudgetSlot slot : over) {
            untold.remove(slot);
        }
        return due;
    }

    private void forget(long now) throws Exception {
        List<Long> old = new ArrayList<>();
        for (Long day : days.keys()) {
            if (calendar.forgottenAt(day) <= now) {
                old.add(day);
            }
        }
        for (Long day : old) {
            days.remove(day);
        }
    }

    private BudgetRecord record(String campaign, long day, BudgetDay told, long through) {
        return new BudgetRecord(
                BudgetRecord.BUDGET_USED,
                campaign,
                told.advertiserId(),
                calendar.dayOf(day).toString(),
                told.revision(),
                Instant.ofEpochMilli(through),
                through >= calendar.endOf(day),
                told.charged().won(),
                told.charged().clicks());
    }
}
