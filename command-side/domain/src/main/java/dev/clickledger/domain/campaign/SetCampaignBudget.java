package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** Binds the next click, even below what is spent already. */
public record SetCampaignBudget(CampaignId campaignId, Budget budget, Instant at)
        implements CampaignCommand {}
