package dev.clickledger.contracts.ads;

import dev.clickledger.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * @param daily the most a campaign may be charged in one business day
 * @param total the most it may be charged ever; unlimited without one
 */
public record Budget(Money daily, @Nullable Money total) {}
