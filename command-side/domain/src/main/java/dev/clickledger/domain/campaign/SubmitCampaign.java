package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** For review, the first time or after a rejection. */
public record SubmitCampaign(CampaignId campaignId, Instant at) implements CampaignCommand {}
