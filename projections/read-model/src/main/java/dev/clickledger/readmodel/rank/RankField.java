package dev.clickledger.readmodel.rank;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rank entry as a field of its list's hash in Redis: only what neither the list's key nor the
 * campaign's facts say, since this is what most of the memory goes to. The ad's id follows from the
 * other two.
 *
 * @param name {@code campaign product}, and the keyword in lists of phrase and broad keywords
 * @param value {@code bid}, {@code bid quality} or {@code bid quality category}; nothing between
 *     the blanks when the quality is 1, no category when the list is the category's own
 */
public record RankField(String name, String value) {

    private static final String BETWEEN = " ";
    private static final int PARTS = 3;

    public static RankField of(RankKey key, RankEntry entry) {
        String name = entry.campaignId().value() + BETWEEN + entry.productId().value();
        String keyword = key.keyword() == null ? entry.keyword() : null;
        var value = new StringBuilder().append(entry.bid().amount());
        String quality =
                entry.quality() == RankEntry.QUALITY_OF_ONE ? "" : Long.toString(entry.quality());
        if (!entry.category().value().equals(key.category())) {
            value.append(BETWEEN).append(quality).append(BETWEEN).append(entry.category().value());
        } else if (!quality.isEmpty()) {
            value.append(BETWEEN).append(quality);
        }
        return new RankField(keyword == null ? name : name + BETWEEN + keyword, value.toString());
    }

    /**
     * @throws IllegalArgumentException if it is malformed
     */
    public CampaignId campaignId() {
        int blank = name.indexOf(BETWEEN);
        if (blank < 0) {
            throw new IllegalArgumentException("no rank entry is called " + name);
        }
        return new CampaignId(name.substring(0, blank));
    }

    /**
     * @param facts of its campaign
     * @throws IllegalArgumentException if it is malformed
     */
    public RankEntry entry(RankKey key, CampaignFacts facts) {
        String[] names = name.split(BETWEEN, PARTS);
        String[] values = value.split(BETWEEN, PARTS);
        if (names.length < (key.match() == null || key.keyword() != null ? 2 : PARTS)) {
            throw new IllegalArgumentException("no rank entry is called " + name);
        }
        var campaign = new CampaignId(names[0]);
        var product = new ProductId(names[1]);
        String category = values.length == PARTS ? values[2] : key.category();
        if (category == null) {
            throw new IllegalArgumentException("nothing says the category of " + name);
        }
        KeywordMatch match = key.match();
        return new RankEntry(
                AdId.of(campaign, product),
                campaign,
                facts.advertiserId(),
                product,
                new Category(category),
                Money.won(Long.parseLong(values[0])),
                values.length == 1 || values[1].isEmpty()
                        ? RankEntry.QUALITY_OF_ONE
                        : Long.parseLong(values[1]),
                facts.startsAt(),
                facts.endsAt(),
                facts.budget(),
                facts.deviceTypes(),
                facts.ageGroups(),
                facts.parentCategories(),
                match,
                keyword(key, names),
                match == KeywordMatch.PHRASE || match == KeywordMatch.BROAD
                        ? facts.negativeKeywords()
                        : List.of());
    }

    private static @Nullable String keyword(RankKey key, String[] names) {
        if (key.match() == null) {
            return null;
        }
        String keyword = key.keyword();
        return keyword == null ? names[PARTS - 1] : keyword;
    }
}
