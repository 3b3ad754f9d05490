package dev.clickledger.query.experiments;

import dev.clickledger.contracts.ids.IdFormat;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.query.auction.PriceRule;
import dev.clickledger.query.auction.Pricing;
import org.jspecify.annotations.Nullable;

/**
 * Another price rule for a share of the devices.
 *
 * @param id goes into tokens, charges and reports
 * @param salt decides together with the device who takes part; another salt draws others
 * @param sharePermille of all devices
 * @param reserve instead of the place's own; that one without it
 * @param increment instead of the account's; that one without it
 */
public record Experiment(
        String id,
        String salt,
        int sharePermille,
        @Nullable Money reserve,
        @Nullable Money increment,
        Pricing pricing) {

    static final int WHOLE_PERMILLE = 1000;

    public Experiment {
        if (!IdFormat.holds(id)) {
            throw new IllegalArgumentException("an experiment's id must be " + IdFormat.RULE);
        }
        if (sharePermille < 0 || sharePermille > WHOLE_PERMILLE) {
            throw new IllegalArgumentException(
                    "the share of experiment " + id + " must be 0 to 1000 permille");
        }
    }

    /**
     * @param ordinary what holds for other devices at this place
     */
    public PriceRule rule(PriceRule ordinary) {
        return new PriceRule(
                reserve == null ? ordinary.reserve() : reserve,
                increment == null ? ordinary.increment() : increment,
                pricing);
    }
}
