package dev.clickledger.query.auction;

import dev.clickledger.contracts.money.Money;
import dev.clickledger.readmodel.rank.RankEntry;
import org.jspecify.annotations.Nullable;

/**
 * @param position on the page, from 1
 * @param price of a click
 * @param runnerUp the rank that the price had to beat, in won millionths; none when no other
 *     advertiser competed below
 */
public record Winner(RankEntry entry, int position, Money price, @Nullable Long runnerUp) {}
