package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** After a pause. */
public record ResumeCampaign(CampaignId campaignId, Instant at) implements CampaignCommand {}
