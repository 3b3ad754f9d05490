package dev.clickledger.stream.duplicates;

import dev.clickledger.stream.intake.ChargedClick;

/** Whose clicks are compared with each other. */
public record DeviceAd(String deviceId, String adId) {

    public static DeviceAd of(ChargedClick click) {
        return new DeviceAd(click.deviceId(), click.adId());
    }
}
