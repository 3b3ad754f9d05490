package dev.clickledger.contracts.ads;

import dev.clickledger.contracts.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A search term that a campaign wants to be found under.
 *
 * @param bidPrice overrides the campaign's bid for {@link Placement#SEARCH}; without it that bid
 *     holds
 */
public record Keyword(String text, KeywordMatch match, @Nullable Money bidPrice) {}
