package dev.clickledger.domain.balance;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import java.time.Instant;

/**
 * A click whose token was verified and whose click_id the register does not know yet: both are the
 * caller's to guarantee.
 *
 * @param at when it is decided: picks the business day whose budget it counts against
 * @param invalidTraffic told to be no shopper's before it came here: it is declined
 */
public record ClickToCharge(
        ServedAd ad, DeviceId deviceId, SessionId sessionId, Instant at, boolean invalidTraffic) {

    public ClickToCharge {
        if (!ad.price().isPositive() || ad.price().isMoreThan(ad.bid())) {
            throw new IllegalArgumentException("no auction gives the price " + ad.price());
        }
    }

    public ClickToCharge(ServedAd ad, DeviceId deviceId, SessionId sessionId, Instant at) {
        this(ad, deviceId, sessionId, at, false);
    }
}
