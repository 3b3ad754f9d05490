package dev.clickledger.domain.campaign;

/**
 * What happens when a daily budget is nearly spent.
 *
 * @param version one more with every change
 * @param alertPercent of the most of the day, from 1 to 100
 * @param pause whether the campaign is paused then, until the next business day
 */
public record BudgetPolicy(int version, int alertPercent, boolean pause) {

    public BudgetPolicy {
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more");
        }
        if (alertPercent < 1 || alertPercent > 100) {
            throw new IllegalArgumentException("alert_percent must be 1 to 100");
        }
    }
}
