package dev.clickledger.projections.catalogue;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.readmodel.rank.RankKey;

/** An ad's place in a rank list. */
public record RankSlot(RankKey key, AdId adId) {}
