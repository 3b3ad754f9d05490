package dev.clickledger.stream.intake;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Clicks go on, impressions leave by {@link #IMPRESSIONS}, what could not be read by {@link
 * DeadLetters#UNREADABLE}; heartbeats have done their work in the source.
 */
public final class SplitAdEvents extends ProcessFunction<AdEventMessage, ChargedClick> {

    public static final OutputTag<Impression> IMPRESSIONS =
            new OutputTag<>("impressions", TypeInformation.of(Impression.class));

    @Override
    public void processElement(
            AdEventMessage message, Context context, Collector<ChargedClick> out) {
        if (message.click() != null) {
            out.collect(message.click());
        } else if (message.impression() != null) {
            context.output(IMPRESSIONS, message.impression());
        } else if (message.unreadable() != null) {
            context.output(DeadLetters.UNREADABLE, message.unreadable());
        }
    }
}
