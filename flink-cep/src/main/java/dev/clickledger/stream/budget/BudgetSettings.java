package dev.clickledger.stream.budget;

import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * What may differ between places where budgets are counted. The business day may not: it is the
 * ledger's, by which budgets are charged.
 *
 * @param every how much event time passes between two records of a day in which something changes
 */
public record BudgetSettings(Duration every) implements Serializable {

    public static final String EVERY_MINUTES = "clickledger.budget.every-minutes";

    public static final BudgetSettings USUAL = new BudgetSettings(Duration.ofMinutes(10));

    public BudgetSettings {
        if (every.toMinutes() < 1 || every.toDays() > 0) {
            throw new IllegalArgumentException(EVERY_MINUTES + " must be 1 to 1439");
        }
    }

    /**
     * @param properties by their names above; others are ignored
     */
    public static BudgetSettings of(Map<String, String> properties) {
        String minutes = properties.get(EVERY_MINUTES);
        if (minutes == null) {
            return USUAL;
        }
        try {
            return new BudgetSettings(Duration.ofMinutes(Long.parseLong(minutes.trim())));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    EVERY_MINUTES + " must be a whole number", notANumber);
        }
    }
}
