package dev.clickledger.stream.matching;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Clicks and orders in, conversions and unmatched orders out. */
public final class Matching {

    private Matching() {}

    public static DataStream<AdEventRecord> conversions(
            DataStream<JudgedClick> clicks,
            DataStream<OrderedProduct> orders,
            AttributionPolicy policy) {
        return clicks.keyBy(judged -> judged.click().deviceId())
                .connect(orders.keyBy(OrderedProduct::deviceId))
                .process(new AttributeOrders(policy), TypeInformation.of(AdEventRecord.class))
                .name("attribute orders to clicks")
                .uid("attribute-orders");
    }
}
