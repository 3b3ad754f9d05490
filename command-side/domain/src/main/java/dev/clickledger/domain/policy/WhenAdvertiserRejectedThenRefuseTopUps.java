package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRejected;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.domain.balance.SetAdvertiserSpending;

/** No money is taken from a seller who was turned away. */
final class WhenAdvertiserRejectedThenRefuseTopUps {

    private WhenAdvertiserRejectedThenRefuseTopUps() {}

    static SetAdvertiserSpending then(AdvertiserRejected event) {
        return new SetAdvertiserSpending(
                event.advertiserId(), AdvertiserSpending.REJECTED, event.at());
    }
}
