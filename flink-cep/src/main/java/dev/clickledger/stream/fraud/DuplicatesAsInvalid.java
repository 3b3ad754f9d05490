package dev.clickledger.stream.fraud;

import dev.clickledger.contracts.topics.FraudPattern;
import dev.clickledger.stream.duplicates.JudgedClick;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Duplicates, which are owed back from the moment they are judged. */
final class DuplicatesAsInvalid implements FlatMapFunction<JudgedClick, InvalidClick> {

    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(JudgedClick judged, Collector<InvalidClick> out) {
        if (judged.duplicate()) {
            out.collect(
                    new InvalidClick(
                            judged.click(),
                            FraudPattern.DUPLICATE_CLICK.name(),
                            judged.click().timeMillis()));
        }
    }
}
