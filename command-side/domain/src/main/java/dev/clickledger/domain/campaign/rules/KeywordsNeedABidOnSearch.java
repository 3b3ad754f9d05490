package dev.clickledger.domain.campaign.rules;

public record KeywordsNeedABidOnSearch(boolean hasKeywords, boolean bidsOnSearch)
        implements CampaignRule {

    @Override
    public boolean holds() {
        return !hasKeywords || bidsOnSearch;
    }

    @Override
    public String advice() {
        return "A campaign with keywords competes on SEARCH: bid on SEARCH, or remove the keywords";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
