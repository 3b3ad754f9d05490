package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** After review: it serves from now on, within its period. */
public record ApproveCampaign(CampaignId campaignId, Instant at) implements CampaignCommand {}
