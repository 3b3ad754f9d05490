package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.Command;

/**
 * What budget sync tells a campaign. None of it is ever refused: what is known already, or means
 * nothing any more, leads to no event.
 */
public sealed interface BudgetSyncCommand extends Command
        permits RecordBudgetDeviation, WatchBudget {

    CampaignId campaignId();

    @Override
    default String aggregateId() {
        return AggregateIds.campaign(campaignId());
    }
}
