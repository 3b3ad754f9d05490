package dev.clickledger.domain.balance;

import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import java.time.LocalDate;

/**
 * A charged click to give back, as the register has it. That it was charged that much and was not
 * given back before is the caller's to guarantee.
 *
 * @param businessDay the day whose budget the charge counted against
 */
public record ClickToRefund(
        ClickId clickId, CampaignId campaignId, Money amount, LocalDate businessDay) {

    public ClickToRefund {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("no click is charged " + amount);
        }
    }
}
