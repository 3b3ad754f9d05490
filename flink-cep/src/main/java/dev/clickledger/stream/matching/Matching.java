package dev.clickledger.stream.matching;

import dev.clickledger.contracts.topics.AdEventRecord;
import dev.clickledger.stream.duplicates.JudgedClick;
import dev.clickledger.stream.intake.OrderedProduct;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;

/** Clicks and orders in, conversions out. */
public final class Matching {

    private static final TypeInformation<ShopperStep> STEP = TypeInformation.of(ShopperStep.class);
    private static final TypeInformation<OrderProduct> ORDER_PRODUCT =
            TypeInformation.of(OrderProduct.class);

    private Matching() {}

    public static DataStream<AdEventRecord> conversions(
            DataStream<JudgedClick> clicks, DataStream<OrderedProduct> orders) {
        DataStream<ShopperStep> clickSteps =
                clicks.flatMap(new StepsOfClicks())
                        .returns(STEP)
                        .name("clicks that stay charged")
                        .uid("steps-of-clicks");
        DataStream<ShopperStep> orderSteps =
                orders.flatMap(new StepsOfOrders())
                        .returns(STEP)
                        .name("purchases")
                        .uid("steps-of-orders");
        DataStream<PurchaseMatch> matches = matches(clickSteps.union(orderSteps));
        return matches.keyBy(OrderProduct::of, ORDER_PRODUCT)
                .connect(orders.keyBy(OrderProduct::of, ORDER_PRODUCT))
                .process(new AttributeToLatestClick(), TypeInformation.of(AdEventRecord.class))
                .name("attribute to latest click")
                .uid("attribute-to-latest-click");
    }

    private static DataStream<PurchaseMatch> matches(DataStream<ShopperStep> steps) {
        KeyedStream<ShopperStep, DeviceProduct> keyed =
                steps.keyBy(DeviceProduct::of, TypeInformation.of(DeviceProduct.class));
        var serializer =
                STEP.createSerializer(
                        steps.getExecutionEnvironment().getConfig().getSerializerConfig());
        return keyed.transform(
                        "match clicks to purchases",
                        TypeInformation.of(PurchaseMatch.class),
                        new MatchClicksToPurchases(serializer))
                .uid("match-clicks-to-purchases");
    }
}
