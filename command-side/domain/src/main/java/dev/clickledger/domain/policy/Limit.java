package dev.clickledger.domain.policy;

import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.campaign.SpendingTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The whole limit that a campaign's terms make: the balance never has to piece one together. */
final class Limit {

    private Limit() {}

    /**
     * @return {@code null} without terms: before the first approval there is nothing to limit
     */
    static @Nullable LimitSpending by(@Nullable SpendingTerms terms, Instant at) {
        return terms == null
                ? null
                : new LimitSpending(
                        terms.advertiserId(),
                        terms.campaignId(),
                        terms.spending(),
                        terms.period(),
                        terms.budget(),
                        at);
    }
}
