package dev.clickledger.domain.campaign.rules;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.money.Money;

public record ABudgetIsPositiveAndWithinTheLargestAmount(Budget budget) implements CampaignRule {

    @Override
    public boolean holds() {
        return isWithin(budget.daily()) && (budget.total() == null || isWithin(budget.total()));
    }

    private static boolean isWithin(Money amount) {
        return amount.isPositive() && amount.amount() <= Money.LARGEST_AMOUNT;
    }

    @Override
    public String advice() {
        return "A budget must be 1 to "
                + Money.LARGEST_AMOUNT
                + " won; leave total_budget out for no total";
    }

    @Override
    public Kind kind() {
        return Kind.REFUSED;
    }
}
