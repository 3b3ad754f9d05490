package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** Whom it is shown to. */
public record SetCampaignTargeting(CampaignId campaignId, Targeting targeting, Instant at)
        implements CampaignCommand {}
