package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.events.BudgetDeviation;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What was found when counters and stream were held against the ledger; fields as in {@link
 * dev.clickledger.contracts.events.CampaignEvent.CampaignBudgetReconciled}.
 */
public record RecordBudgetDeviation(
        CampaignId campaignId,
        LocalDate businessDay,
        BudgetDeviation cause,
        @Nullable Money counterBefore,
        @Nullable Money counterAfter,
        Money ledgerSpent,
        Money streamCharged,
        Money ledgerCharged,
        Instant through,
        Instant at)
        implements BudgetSyncCommand {}
