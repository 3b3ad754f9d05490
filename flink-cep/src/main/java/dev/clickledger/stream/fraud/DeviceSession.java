package dev.clickledger.stream.fraud;

import dev.clickledger.stream.duplicates.JudgedClick;

/** Whose clicks are counted together. A session is its device's: nobody else's id may join it. */
public record DeviceSession(String deviceId, String sessionId) {

    static DeviceSession of(JudgedClick judged) {
        String session = judged.click().sessionId();
        return new DeviceSession(judged.click().deviceId(), session == null ? "" : session);
    }
}
