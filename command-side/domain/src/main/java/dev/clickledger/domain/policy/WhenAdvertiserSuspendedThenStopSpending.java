package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserSuspended;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.domain.balance.SetAdvertiserSpending;

/** Binds the very next click. */
final class WhenAdvertiserSuspendedThenStopSpending {

    private WhenAdvertiserSuspendedThenStopSpending() {}

    static SetAdvertiserSpending then(AdvertiserSuspended event) {
        return new SetAdvertiserSpending(
                event.advertiserId(), AdvertiserSpending.SUSPENDED, event.at());
    }
}
