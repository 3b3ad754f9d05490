package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserApproved;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.domain.balance.SetAdvertiserSpending;

/** Also lifts a suspension. */
final class WhenAdvertiserApprovedThenAllowSpending {

    private WhenAdvertiserApprovedThenAllowSpending() {}

    static SetAdvertiserSpending then(AdvertiserApproved event) {
        return new SetAdvertiserSpending(
                event.advertiserId(), AdvertiserSpending.ALLOWED, event.at());
    }
}
