package dev.clickledger.stream.intake;

import org.jspecify.annotations.Nullable;

/** A charged click or, without one, a heartbeat. */
public record ClickMessage(long timeMillis, @Nullable ChargedClick click) implements TopicMessage {

    public static ClickMessage of(ChargedClick click) {
        return new ClickMessage(click.timeMillis(), click);
    }

    public static ClickMessage heartbeat(long publishedThroughMillis) {
        return new ClickMessage(publishedThroughMillis, null);
    }

    @Override
    public boolean isHeartbeat() {
        return click == null;
    }
}
