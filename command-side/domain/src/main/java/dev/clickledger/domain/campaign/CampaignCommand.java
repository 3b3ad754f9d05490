package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.Command;

/** What can be asked of a campaign. */
public sealed interface CampaignCommand extends Command
        permits AdjustCampaignQuality,
                ApproveCampaign,
                DraftCampaign,
                EndCampaign,
                PauseCampaign,
                RejectCampaign,
                ResumeCampaign,
                SetCampaignBids,
                SetCampaignBudget,
                SetCampaignKeywords,
                SetCampaignPeriod,
                SetCampaignProducts,
                SetCampaignTargeting,
                SubmitCampaign {

    CampaignId campaignId();

    @Override
    default String aggregateId() {
        return AggregateIds.campaign(campaignId());
    }
}
