package dev.clickledger.projections.catalogue;

import dev.clickledger.readmodel.rank.RankKey;

/**
 * An entry's place in a rank list.
 *
 * @param member as {@link dev.clickledger.readmodel.rank.RankEntry#member} names it
 */
public record RankSlot(RankKey key, String member) {}
