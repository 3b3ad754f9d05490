package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.Keywords;

/** However it is matched: a search is compared by its first words alone. */
public record AKeywordHasAtMostTenWords(String text) implements CampaignRule {

    @Override
    public boolean holds() {
        return Keywords.words(text).size() <= Keywords.MAX_WORDS;
    }

    @Override
    public String advice() {
        return "A keyword must be at most " + Keywords.MAX_WORDS + " words";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
