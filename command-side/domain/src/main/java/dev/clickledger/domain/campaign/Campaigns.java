package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ids.CampaignId;
import org.jspecify.annotations.Nullable;

/**
 * Port: a campaign's terms as of the current unit of work, the events that it applied so far
 * included. They are to be read from the aggregate, not from a view.
 */
@FunctionalInterface
public interface Campaigns {

    /**
     * @return {@link Campaign#spendingTerms()}; {@code null} before the first approval
     */
    @Nullable SpendingTerms termsOf(CampaignId campaignId);
}
