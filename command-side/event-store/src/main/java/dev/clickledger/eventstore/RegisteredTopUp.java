package dev.clickledger.eventstore;

import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A payment that was credited. */
public record RegisteredTopUp(
        String paymentReference,
        AdvertiserId advertiserId,
        Money amount,
        @Nullable Money vatAmount,
        PaymentMethod method,
        Money balanceAfter,
        Instant at) {}
