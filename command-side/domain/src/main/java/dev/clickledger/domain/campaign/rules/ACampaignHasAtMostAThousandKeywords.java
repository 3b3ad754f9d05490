package dev.clickledger.domain.campaign.rules;

public record ACampaignHasAtMostAThousandKeywords(int keywords, int negativeKeywords)
        implements CampaignRule {

    public static final int MOST_KEYWORDS = 1_000;

    @Override
    public boolean holds() {
        return keywords <= MOST_KEYWORDS && negativeKeywords <= MOST_KEYWORDS;
    }

    @Override
    public String advice() {
        return "The campaign has "
                + keywords
                + " keywords and "
                + negativeKeywords
                + " negative ones: keep each to "
                + MOST_KEYWORDS;
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
