package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Keywords;
import java.util.HashSet;
import java.util.List;

/** As searches see them: case, spaces and the way a letter is composed make no difference. */
public record KeywordsOfACampaignAreDistinct(List<Keyword> keywords) implements CampaignRule {

    @Override
    public boolean holds() {
        var seen = new HashSet<Keyword>();
        for (Keyword keyword : keywords) {
            if (!seen.add(new Keyword(Keywords.normalise(keyword.text()), keyword.match(), null))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String advice() {
        return "A keyword is listed twice with the same match: list it once";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
