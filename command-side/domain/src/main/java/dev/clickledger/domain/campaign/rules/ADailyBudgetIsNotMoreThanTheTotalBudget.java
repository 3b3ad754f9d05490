package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.Budget;

public record ADailyBudgetIsNotMoreThanTheTotalBudget(Budget budget) implements CampaignRule {

    @Override
    public boolean holds() {
        return budget.total() == null || !budget.daily().isMoreThan(budget.total());
    }

    @Override
    public String advice() {
        return "The daily budget is more than the total budget: lower the one or raise the other";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
