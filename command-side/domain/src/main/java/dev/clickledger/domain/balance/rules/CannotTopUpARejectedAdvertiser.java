package dev.clickledger.domain.balance.rules;

import dev.clickledger.contracts.events.AdvertiserSpending;

public record CannotTopUpARejectedAdvertiser(AdvertiserSpending spending) implements BalanceRule {

    @Override
    public boolean holds() {
        return spending != AdvertiserSpending.REJECTED;
    }

    @Override
    public String advice() {
        return "The advertiser was rejected: it must re-apply before it can top up";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
