package dev.clickledger.command.charge;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.http.RequestTime;

/**
 * A click with a verified token.
 *
 * @param time when it was sent; binding in a sandbox, else the moment of the decision counts
 * @param invalidTraffic no shopper's, as can be told from the request alone: never charged
 */
public record ClickAttempt(
        ServedAd ad,
        DeviceId deviceId,
        SessionId sessionId,
        RequestTime time,
        boolean invalidTraffic) {

    /** A click about which nothing speaks against a shopper. */
    public ClickAttempt(ServedAd ad, DeviceId deviceId, SessionId sessionId, RequestTime time) {
        this(ad, deviceId, sessionId, time, false);
    }
}
