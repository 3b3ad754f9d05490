package dev.clickledger.domain.policy;

import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.domain.balance.OpenBalance;

/** Clicks and top-ups then have somewhere to go, and nothing can be spent before approval. */
final class WhenAdvertiserRegisteredThenOpenBalance {

    private WhenAdvertiserRegisteredThenOpenBalance() {}

    static OpenBalance then(AdvertiserRegistered event) {
        return new OpenBalance(event.advertiserId(), event.at());
    }
}
