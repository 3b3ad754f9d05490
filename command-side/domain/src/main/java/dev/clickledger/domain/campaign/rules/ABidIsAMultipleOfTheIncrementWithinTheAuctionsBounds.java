package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.AuctionRules;
import dev.clickledger.contracts.money.Money;

public record ABidIsAMultipleOfTheIncrementWithinTheAuctionsBounds(Money bid)
        implements CampaignRule {

    private static final AuctionRules AUCTION = AuctionRules.WON_DEFAULTS;

    @Override
    public boolean holds() {
        return !AUCTION.reserve().isMoreThan(bid)
                && !bid.isMoreThan(AUCTION.largestBid())
                && bid.amount() % AUCTION.increment().amount() == 0;
    }

    @Override
    public String advice() {
        return "A bid of "
                + bid.amount()
                + " won cannot compete: bid "
                + AUCTION.reserve().amount()
                + " to "
                + AUCTION.largestBid().amount()
                + " won, in steps of "
                + AUCTION.increment().amount();
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
