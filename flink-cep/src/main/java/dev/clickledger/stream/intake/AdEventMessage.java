package dev.clickledger.stream.intake;

import org.jspecify.annotations.Nullable;

/** A charged click, an impression or, without either, a heartbeat. */
public record AdEventMessage(
        long timeMillis, @Nullable ChargedClick click, @Nullable Impression impression)
        implements TopicMessage {

    public static AdEventMessage of(ChargedClick click) {
        return new AdEventMessage(click.timeMillis(), click, null);
    }

    public static AdEventMessage of(Impression impression) {
        return new AdEventMessage(impression.timeMillis(), null, impression);
    }

    public static AdEventMessage heartbeat(long publishedThroughMillis) {
        return new AdEventMessage(publishedThroughMillis, null, null);
    }

    @Override
    public boolean isHeartbeat() {
        return click == null && impression == null;
    }
}
