package dev.clickledger.stream.metrics;

import static java.util.Objects.requireNonNull;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.contracts.topics.ConversionChange;
import dev.clickledger.stream.intake.CountedWarning;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Conversions as changes of the minute in which they happened. A restatement says what is left and
 * a retraction when it was, but neither says where the conversion was counted: that is remembered
 * here.
 *
 * <p>What makes it idempotent: what is counted of each conversion; a repeat is no change. State:
 * one number each, as long as the totals that it is in can be corrected.
 */
public final class CorrectConversions
        extends KeyedProcessFunction<String, AdEventRecord, AdMinute> {

    private static final long serialVersionUID = 1L;

    private static final Logger LOG = LoggerFactory.getLogger(CorrectConversions.class);

    private final Duration kept;

    @SuppressWarnings("NullAway.Init")
    private transient ValueState<CountedConversion> counted;

    @SuppressWarnings("NullAway.Init")
    private transient CountedWarning unknown;

    CorrectConversions(Duration kept) {
        this.kept = kept;
    }

    @Override
    public void open(OpenContext context) {
        var runtime = getRuntimeContext();
        counted =
                runtime.getState(
                        new ValueStateDescriptor<>(
                                "counted", TypeInformation.of(CountedConversion.class)));
        unknown = new CountedWarning(LOG, runtime.getMetricGroup(), "changesOfUnknownConversions");
    }

    @Override
    public void processElement(AdEventRecord record, Context context, Collector<AdMinute> out)
            throws Exception {
        CountedConversion known = counted.value();
        switch (ConversionChange.valueOf(requireNonNull(record.change()))) {
            case NEW -> {
                if (known == null) {
                    add(record, context, out);
                }
            }
            case RESTATEMENT -> correct(record, known, amount(record), false, out);
            case RETRACTION -> correct(record, known, 0, true, out);
        }
    }

    private void add(AdEventRecord record, Context context, Collector<AdMinute> out)
            throws Exception {
        long minute = AdMinute.minuteOf(record.timestamp().toEpochMilli());
        counted.update(new CountedConversion(minute, amount(record), false));
        context.timerService().registerEventTimeTimer(minute + kept.toMillis());
        out.collect(change(record, minute, Measures.converted(1, amount(record))));
    }

    private void correct(
            AdEventRecord record,
            @Nullable CountedConversion known,
            long revenue,
            boolean retracted,
            Collector<AdMinute> out)
            throws Exception {
        if (known == null) {
            unknown.about(record.eventId() + " changes a conversion that is not known (any more)");
        } else if (!known.retracted()) {
            counted.update(new CountedConversion(known.minuteMillis(), revenue, retracted));
            out.collect(
                    change(
                            record,
                            known.minuteMillis(),
                            Measures.converted(retracted ? -1 : 0, revenue - known.revenue())));
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdMinute> out) {
        counted.clear();
    }

    private static long amount(AdEventRecord record) {
        return requireNonNull(record.revenueAmount());
    }

    /** A halo conversion counts for the product that was clicked, as its ad's other numbers do. */
    private static AdMinute change(AdEventRecord record, long minute, Measures change) {
        return new AdMinute(
                requireNonNull(record.adId()),
                requireNonNull(record.campaignId()),
                requireNonNull(record.advertiserId()),
                product(record),
                record.placement(),
                record.category(),
                minute,
                change);
    }

    private static String product(AdEventRecord record) {
        String clicked = record.clickedProductId();
        return clicked == null ? requireNonNull(record.productId()) : clicked;
    }
}
