package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** After review; it can be changed and submitted again. */
public record RejectCampaign(CampaignId campaignId, String reason, Instant at)
        implements CampaignCommand {}
