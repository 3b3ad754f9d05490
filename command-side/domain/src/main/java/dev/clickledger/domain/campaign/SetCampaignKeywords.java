package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;
import java.util.List;

/** All keywords, replacing those before. */
public record SetCampaignKeywords(
        CampaignId campaignId, List<Keyword> keywords, List<String> negativeKeywords, Instant at)
        implements CampaignCommand {

    public SetCampaignKeywords {
        keywords = List.copyOf(keywords);
        negativeKeywords = List.copyOf(negativeKeywords);
    }
}
