package dev.clickledger.stream.intake;

import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time moves by heartbeats alone. A heartbeat says that nothing with a time up to and
 * including its own will come any more, which is what a Flink watermark says, to the millisecond.
 * Records do not move it: publishers write in the order of the event store, and two charges may
 * commit in another order than they were decided. There is no idleness: a partition without
 * heartbeats holds the job back, because its publisher may only be slow.
 *
 * <p>To be given to {@code fromSource}: only there does every partition keep a watermark of its
 * own, of which the smallest counts.
 */
public final class HeartbeatWatermarks<T extends TopicMessage> implements WatermarkStrategy<T> {

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(
            WatermarkGeneratorSupplier.Context context) {
        return new OnHeartbeat<>();
    }

    @Override
    public TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (message, recordTimestamp) -> message.timeMillis();
    }

    private static final class OnHeartbeat<T extends TopicMessage>
            implements WatermarkGenerator<T> {

        private long publishedThroughMillis = Long.MIN_VALUE;

        @Override
        public void onEvent(T message, long timeMillis, WatermarkOutput output) {
            if (message.isHeartbeat() && message.timeMillis() > publishedThroughMillis) {
                publishedThroughMillis = message.timeMillis();
                output.emitWatermark(new Watermark(publishedThroughMillis));
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // At once, in onEvent: whoever waits for a heartbeat's effect need not wait longer.
        }
    }
}
