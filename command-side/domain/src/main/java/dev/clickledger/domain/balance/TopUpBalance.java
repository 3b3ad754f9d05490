package dev.clickledger.domain.balance;

import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Money paid in. That a payment reference credits once is for the caller to guarantee, by its
 * register.
 *
 * @param amount without VAT
 */
public record TopUpBalance(
        AdvertiserId advertiserId,
        Money amount,
        @Nullable Money vatAmount,
        PaymentMethod method,
        String paymentReference,
        Instant at)
        implements BalanceCommand {}
