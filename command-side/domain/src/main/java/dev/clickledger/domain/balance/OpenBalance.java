package dev.clickledger.domain.balance;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.time.Instant;

/** At registration: nothing can be spent yet. */
public record OpenBalance(AdvertiserId advertiserId, Instant at) implements BalanceCommand {}
