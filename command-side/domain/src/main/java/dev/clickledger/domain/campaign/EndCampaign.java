package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** For good. */
public record EndCampaign(CampaignId campaignId, Instant at) implements CampaignCommand {}
