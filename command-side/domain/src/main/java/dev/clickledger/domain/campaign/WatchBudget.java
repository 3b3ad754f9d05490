package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.time.LocalDate;

/**
 * So much of a business day's budget is spent; and time has come so far.
 *
 * @param spent charged − refunded of the day, read from the balance after the campaign was locked
 * @param through the event time that all streams have passed
 * @param mayPause false where the day is over by the clock, though streams are not there yet
 */
public record WatchBudget(
        CampaignId campaignId,
        LocalDate businessDay,
        Money spent,
        Instant through,
        BudgetPolicy policy,
        boolean mayPause,
        Instant at)
        implements BudgetSyncCommand {}
