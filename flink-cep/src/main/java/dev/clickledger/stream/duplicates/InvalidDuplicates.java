package dev.clickledger.stream.duplicates;

import dev.clickledger.stream.metrics.InvalidClick;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Of the judged clicks those that are owed back. */
public final class InvalidDuplicates implements FlatMapFunction<JudgedClick, InvalidClick> {

    private static final long serialVersionUID = 1L;

    static final String PATTERN = "duplicate-click";

    @Override
    public void flatMap(JudgedClick judged, Collector<InvalidClick> out) {
        if (judged.duplicate()) {
            out.collect(new InvalidClick(judged.click(), PATTERN));
        }
    }
}
