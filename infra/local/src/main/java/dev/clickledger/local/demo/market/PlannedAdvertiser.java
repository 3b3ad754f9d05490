package dev.clickledger.local.demo.market;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.money.Money;

/** An advertiser to register, approve and credit. */
record PlannedAdvertiser(AdvertiserId id, String name, Money topUp) {}
