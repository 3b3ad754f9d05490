package dev.clickledger.domain.balance;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import java.time.Instant;

/** What one campaign may spend from now on: its whole limit, not a change of it. */
public record LimitSpending(
        AdvertiserId advertiserId,
        CampaignId campaignId,
        CampaignSpending spending,
        Period period,
        Budget budget,
        Instant at)
        implements BalanceCommand {}
