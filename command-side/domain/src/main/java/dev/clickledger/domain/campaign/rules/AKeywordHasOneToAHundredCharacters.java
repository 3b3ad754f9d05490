package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.Keywords;

public record AKeywordHasOneToAHundredCharacters(String text) implements CampaignRule {

    @Override
    public boolean holds() {
        return !Keywords.normalise(text).isEmpty() && text.length() <= Keywords.MAX_LENGTH;
    }

    @Override
    public String advice() {
        return "A keyword must be 1 to " + Keywords.MAX_LENGTH + " characters, not only spaces";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
