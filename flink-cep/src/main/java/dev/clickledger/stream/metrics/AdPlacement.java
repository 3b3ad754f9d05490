package dev.clickledger.stream.metrics;

import org.jspecify.annotations.Nullable;

/** The finest grain at which is counted. */
public record AdPlacement(String adId, @Nullable String placement) {

    static AdPlacement of(AdMinute minute) {
        return new AdPlacement(minute.adId(), minute.placement());
    }
}
