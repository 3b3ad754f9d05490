package dev.clickledger.stream.intake;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Heartbeats have done their work in the source; what goes on are the clicks. */
public final class ClicksWithoutHeartbeats implements FlatMapFunction<ClickMessage, ChargedClick> {

    @Override
    public void flatMap(ClickMessage message, Collector<ChargedClick> out) {
        if (message.click() != null) {
            out.collect(message.click());
        }
    }
}
