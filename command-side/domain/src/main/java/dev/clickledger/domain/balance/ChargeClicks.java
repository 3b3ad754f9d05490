package dev.clickledger.domain.balance;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;
import java.util.List;

/**
 * Group commit: the clicks that wait for one advertiser, decided in their order, each against the
 * books that the one before left. One event per click, charged or declined.
 *
 * @param at when the group was formed; each click is decided by its own time
 */
public record ChargeClicks(AdvertiserId advertiserId, List<ClickToCharge> clicks, Instant at)
        implements BalanceCommand {

    /** Bounds the transaction, and what one slow commit can hold up. */
    public static final int MOST_CLICKS = 1_000;

    public ChargeClicks {
        clicks = List.copyOf(clicks);
        if (clicks.isEmpty() || clicks.size() > MOST_CLICKS) {
            throw new IllegalArgumentException("charge 1 to " + MOST_CLICKS + " clicks at once");
        }
        for (ClickToCharge click : clicks) {
            if (!click.ad().advertiserId().equals(advertiserId)) {
                throw new IllegalArgumentException(
                        "click " + click.ad().clickId() + " is not on an ad of " + advertiserId);
            }
        }
    }
}
