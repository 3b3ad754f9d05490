package dev.clickledger.domain.balance;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;
import java.util.List;

/**
 * Charged clicks given back, to the balance and to the budgets of each click's campaign and
 * business day.
 *
 * @param compensationId the verdict that led to it
 * @param reason e.g. {@code DUPLICATE_CLICK_DETECTED}
 * @param at when the detection window closed
 */
public record RefundClicks(
        AdvertiserId advertiserId,
        String compensationId,
        String reason,
        List<ClickToRefund> clicks,
        Instant at)
        implements BalanceCommand {

    public static final int MOST_CLICKS = 1_000;

    public RefundClicks {
        clicks = List.copyOf(clicks);
        if (clicks.size() > MOST_CLICKS) {
            throw new IllegalArgumentException("refund at most " + MOST_CLICKS + " clicks at once");
        }
    }
}
