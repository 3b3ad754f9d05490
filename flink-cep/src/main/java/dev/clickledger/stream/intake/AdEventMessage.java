package dev.clickledger.stream.intake;

import dev.clickledger.contracts.topics.DeadLetterRecord;
import org.jspecify.annotations.Nullable;

/** A charged click, an impression, what could not be read or, without any, a heartbeat. */
public record AdEventMessage(
        long timeMillis,
        @Nullable ChargedClick click,
        @Nullable Impression impression,
        @Nullable DeadLetterRecord unreadable)
        implements TopicMessage {

    public static AdEventMessage of(ChargedClick click) {
        return new AdEventMessage(click.timeMillis(), click, null, null);
    }

    public static AdEventMessage of(Impression impression) {
        return new AdEventMessage(impression.timeMillis(), null, impression, null);
    }

    static AdEventMessage of(DeadLetterRecord unreadable) {
        return new AdEventMessage(unreadable.appendedAt().toEpochMilli(), null, null, unreadable);
    }

    public static AdEventMessage heartbeat(long publishedThroughMillis) {
        return new AdEventMessage(publishedThroughMillis, null, null, null);
    }

    @Override
    public boolean isHeartbeat() {
        return click == null && impression == null && unreadable == null;
    }
}
