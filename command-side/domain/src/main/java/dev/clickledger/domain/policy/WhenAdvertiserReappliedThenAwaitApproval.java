package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserReapplied;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.domain.balance.SetAdvertiserSpending;

/** It may top up again, and still not spend. */
final class WhenAdvertiserReappliedThenAwaitApproval {

    private WhenAdvertiserReappliedThenAwaitApproval() {}

    static SetAdvertiserSpending then(AdvertiserReapplied event) {
        return new SetAdvertiserSpending(
                event.advertiserId(), AdvertiserSpending.NOT_APPROVED, event.at());
    }
}
