package dev.clickledger.bench.stream;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import dev.clickledger.stream.matching.AttributionPolicy;
import dev.clickledger.stream.matching.Matching;
import dev.clickledger.stream.matching.specification.ShopperStep;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Ours, as the job wires it. */
class Attributing extends StreamContender {

    Attributing(String name, Traffic shape, String stateBackend) {
        super(name, shape, stateBackend);
    }

    @Override
    void define(DataStream<ShopperStep> steps, Traffic traffic, Tally tally) {
        DataStream<JudgedClick> clicks = TwoStreams.clicks(steps);
        DataStream<OrderedProduct> orders = TwoStreams.orders(steps);
        Matching.conversions(clicks, orders, AttributionPolicy.shipped())
                .sinkTo(
                        new CheckingSink<>(
                                tally.id,
                                record ->
                                        record.eventType().equals(AdEventRecord.CONVERSION)
                                                && traffic.isRight(
                                                        Objects.requireNonNull(record.orderId()),
                                                        Objects.requireNonNull(record.clickId()))));
    }

    /** A conversion an order, or why there is none. */
    @Override
    long resultsDue(Traffic traffic) {
        return traffic.orders();
    }

    @Override
    long rightDue(Traffic traffic) {
        return traffic.matches();
    }
}
