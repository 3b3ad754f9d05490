package dev.clickledger.stream.budget;

/**
 * A business day of a campaign as it was told last.
 *
 * @param revision how often it was told
 */
public record BudgetDay(String advertiserId, Charged charged, long revision) {

    BudgetDay toldAgain(Charged more) {
        return new BudgetDay(advertiserId, charged.plus(more), revision + 1);
    }
}
