package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;

/** All that decides whether a click on an approved campaign may be charged. */
public record SpendingTerms(
        AdvertiserId advertiserId,
        CampaignId campaignId,
        CampaignSpending spending,
        Period period,
        Budget budget) {}
