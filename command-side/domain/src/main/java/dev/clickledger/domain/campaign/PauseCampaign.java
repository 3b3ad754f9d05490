package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** From the next click on nothing is charged. */
public record PauseCampaign(CampaignId campaignId, Instant at) implements CampaignCommand {}
