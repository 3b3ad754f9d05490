package dev.clickledger.domain.balance.rules;

/** A balance keeps the books of each, in memory too. */
public record AnAdvertiserHasAtMostTenThousandApprovedCampaigns(int campaigns)
        implements BalanceRule {

    public static final int MOST_CAMPAIGNS = 10_000;

    @Override
    public boolean holds() {
        return campaigns <= MOST_CAMPAIGNS;
    }

    @Override
    public String advice() {
        return "The advertiser has "
                + MOST_CAMPAIGNS
                + " approved campaigns, ended ones among them: change one that is not ended, or use another advertiser";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
