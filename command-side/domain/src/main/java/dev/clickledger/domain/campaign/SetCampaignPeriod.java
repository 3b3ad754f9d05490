package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** When it serves. */
public record SetCampaignPeriod(CampaignId campaignId, Period period, Instant at)
        implements CampaignCommand {}
