package dev.clickledger.stream.metrics;

import dev.clickledger.contracts.topics.MetricEntity;
import dev.clickledger.contracts.topics.MetricWindow;
import dev.clickledger.contracts.topics.PerformanceRatios;
import dev.clickledger.contracts.topics.PerformanceRecord;
import dev.clickledger.stream.intake.CountedWarning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
 * Keeps the windows of somebody's performance and tells what has changed: a window of one or five
 * minutes when it is over, a total every five minutes and when it is over, and each again when
 * something late has changed it, with the next revision.
 *
 * <p>Not Flink's window operator: that either forgets a window with its end or keeps one timer a
 * window, tells each late record by itself, and knows no revision.
 *
 * <p>State: the windows in which something happened, forgotten as {@link MetricSettings} says, by
 * the hour and by the business day. What comes after that changes the longer windows alone; it is
 * counted ({@code changesAfterTheirWindow}) and logged.
 */
public final class MaintainWindows
        extends KeyedProcessFunction<MetricKey, MinuteChange, PerformanceRecord> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(MaintainWindows.class);

    private static final TypeInformation<WindowKey> KEY = TypeInformation.of(WindowKey.class);

    /** The end of a bounded stream is later than what can be written as a time. */
    private static final long LATEST_MILLIS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private static final Comparator<WindowKey> IN_ORDER =
            Comparator.comparing(WindowKey::window).thenComparingLong(WindowKey::startMillis);

    private final MetricSettings settings;

    @SuppressWarnings("NullAway.Init")
    private transient WindowCalendar calendar;

    @SuppressWarnings("NullAway.Init")
    private transient MapState<WindowKey, WindowTotals> windows;

    /** With the time at which they are to be told. */
    @SuppressWarnings("NullAway.Init")
    private transient MapState<WindowKey, Long> untold;

    @SuppressWarnings("NullAway.Init")
    private transient CountedWarning tooLate;

    MaintainWindows(MetricSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        calendar = new WindowCalendar(settings);
        windows =
                runtime.getMapState(
                        new MapStateDescriptor<>(
                                "windows", KEY, TypeInformation.of(WindowTotals.class)));
        untold = runtime.getMapState(new MapStateDescriptor<>("untold", KEY, Types.LONG));
        tooLate = new CountedWarning(LOG, runtime.getMetricGroup(), "changesAfterTheirWindow");
    }

    @Override
    public void processElement(
            MinuteChange minute, Context context, Collector<PerformanceRecord> out)
            throws Exception {
        long watermark = context.timerService().currentWatermark();
        for (MetricWindow window : MetricWindow.values()) {
            WindowKey key = calendar.windowOf(window, minute.minuteMillis());
            if (calendar.forgottenAt(key) > watermark) {
                change(key, minute, watermark, context);
            } else {
                tooLate.about(minute + " is too late for its window of " + window);
            }
        }
    }

    private void change(WindowKey key, MinuteChange minute, long watermark, Context context)
            throws Exception {
        WindowTotals before = windows.get(key);
        if (before == null) {
            context.timerService().registerEventTimeTimer(calendar.forgottenAt(key));
        }
        windows.put(key, (before == null ? WindowTotals.EMPTY : before).plus(minute.change()));
        int owner = minute.key().id().hashCode();
        tellBy(calendar.toldAt(key, owner, minute.minuteMillis(), watermark), key, context);
    }

    private void tellBy(long millis, WindowKey key, Context context) throws Exception {
        Long planned = untold.get(key);
        if (planned == null || planned > millis) {
            untold.put(key, millis);
            context.timerService().registerEventTimeTimer(millis);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PerformanceRecord> out)
            throws Exception {
        List<WindowKey> due = new ArrayList<>();
        for (Map.Entry<WindowKey, Long> entry : untold.entries()) {
            if (entry.getValue() <= timestamp) {
                due.add(entry.getKey());
            }
        }
        due.sort(IN_ORDER);
        for (WindowKey key : due) {
            tell(key, context, out);
        }
        forget(timestamp, context, out);
    }

    private void tell(WindowKey key, OnTimerContext context, Collector<PerformanceRecord> out)
            throws Exception {
        WindowTotals totals = windows.get(key).toldAgain(settings.revisionsFrom());
        windows.put(key, totals);
        untold.remove(key);
        long end = calendar.endOf(key);
        // The watermark, not the timer's time: after a pause it may have passed many windows at
        // once.
        long through = Math.min(context.timerService().currentWatermark(), LATEST_MILLIS);
        boolean complete = through >= end - 1;
        out.collect(record(context.getCurrentKey(), key, totals, complete, through));
        if (!complete) {
            tellBy(end - 1, key, context);
        }
    }

    private void forget(long timestamp, OnTimerContext context, Collector<PerformanceRecord> out)
            throws Exception {
        long hour = calendar.hourForgottenAt(timestamp);
        if (hour >= 0) {
            for (long minute = hour;
                    minute < hour + WindowCalendar.HOUR;
                    minute += WindowCalendar.MINUTE) {
                forget(calendar.windowOf(MetricWindow.ONE_MINUTE, minute), context, out);
                forget(calendar.windowOf(MetricWindow.FIVE_MINUTES, minute), context, out);
            }
        }
        long day = calendar.dayForgottenAt(timestamp);
        if (day >= 0) {
            WindowKey total = calendar.windowOf(MetricWindow.ONE_DAY, day);
            long end = calendar.endOf(total);
            forget(total, context, out);
            // An hour belongs to the day in which it begins.
            for (long minute = day; minute < end; minute += WindowCalendar.MINUTE) {
                WindowKey hourly = calendar.windowOf(MetricWindow.ONE_HOUR, minute);
                if (hourly.startMillis() == minute) {
                    forget(hourly, context, out);
                }
            }
        }
    }

    /** Nothing is forgotten untold. */
    private void forget(WindowKey key, OnTimerContext context, Collector<PerformanceRecord> out)
            throws Exception {
        if (untold.contains(key)) {
            tell(key, context, out);
        }
        windows.remove(key);
    }

    private PerformanceRecord record(
            MetricKey whose,
            WindowKey key,
            WindowTotals totals,
            boolean complete,
            long throughMillis) {
        Measures m = totals.measures();
        long valid = m.clicks() - m.invalidClicks();
        long spend = m.charged() - m.refunded();
        return new PerformanceRecord(
                MetricEntity.valueOf(whose.entity()),
                whose.id(),
                whose.campaignId(),
                whose.advertiserId(),
                key.window(),
                Instant.ofEpochMilli(key.startMillis()),
                Instant.ofEpochMilli(calendar.endOf(key)),
                calendar.dayOf(key.startMillis()).toString(),
                calendar.hourOf(key.startMillis()),
                totals.revision(),
                complete,
                Instant.ofEpochMilli(throughMillis),
                m.impressions(),
                m.viewableImpressions(),
                m.clicks(),
                m.invalidClicks(),
                valid,
                m.conversions(),
                m.revenue(),
                m.charged(),
                m.refunded(),
                spend,
                PerformanceRatios.ctr(valid, m.impressions()),
                PerformanceRatios.cvr(m.conversions(), valid),
                PerformanceRatios.cpc(spend, valid),
                PerformanceRatios.cpm(spend, m.impressions()),
                PerformanceRatios.roas(m.revenue(), spend));
    }
}
