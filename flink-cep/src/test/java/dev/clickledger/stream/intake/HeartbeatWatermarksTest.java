package dev.clickledger.stream.intake;

import static dev.clickledger.stream.Clicks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.stream.Clicks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class HeartbeatWatermarksTest {

    private static final Random RANDOM = new Random(1);

    private final WatermarkGenerator<AdEventMessage> generator =
            new HeartbeatWatermarks<AdEventMessage>().createWatermarkGenerator(null);
    private final Emitted emitted = new Emitted();

    @Test
    void saysWhatTheHeartbeatSaysToTheMillisecond() {
        take(AdEventMessage.heartbeat(NOON));

        assertThat(emitted.watermarks).containsExactly(NOON);
    }

    @Test
    void isNotMovedByRecords() {
        take(AdEventMessage.of(Clicks.click("c", NOON + 1)));
        take(AdEventMessage.of(Clicks.served(ClickId.mint(Instant.ofEpochMilli(NOON), RANDOM))));
        generator.onPeriodicEmit(emitted);

        assertThat(emitted.watermarks).isEmpty();
    }

    @Test
    void neverGoesBackWhenHeartbeatsAreRepeated() {
        take(AdEventMessage.heartbeat(NOON));
        take(AdEventMessage.heartbeat(NOON - 1));
        take(AdEventMessage.heartbeat(NOON));
        take(AdEventMessage.heartbeat(NOON + 1));

        assertThat(emitted.watermarks).containsExactly(NOON, NOON + 1);
    }

    private void take(AdEventMessage message) {
        generator.onEvent(message, message.timeMillis(), emitted);
    }

    private static final class Emitted implements WatermarkOutput {

        private final List<Long> watermarks = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            throw new AssertionError("a silent partition is not an idle one");
        }

        @Override
        public void markActive() {}
    }
}
