package dev.clickledger.readmodel.rank;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One ad in one rank list. Its campaign is approved and active and its advertiser may spend;
 * period, targeting, balance and budgets are the lookup's to check.
 *
 * @param bid for a keyword's list, the keyword's own where it has one
 * @param quality in millionths: 1,000,000 is 1
 * @param startsAt the first instant at which the ad may be shown
 * @param endsAt the first instant at which it may not be shown any more; open without one
 * @param dailyBudget the most the campaign may be charged in one business day
 * @param totalBudget the most it may be charged ever; unlimited without one
 * @param deviceTypes whom to show it to; everybody when empty
 * @param ageGroups whom to show it to; everybody when empty
 */
public record RankEntry(
        AdId adId,
        CampaignId campaignId,
        AdvertiserId advertiserId,
        ProductId productId,
        Category category,
        Money bid,
        long quality,
        Instant startsAt,
        @Nullable Instant endsAt,
        Money dailyBudget,
        @Nullable Money totalBudget,
        Set<DeviceType> deviceTypes,
        Set<AgeGroup> ageGroups) {

    public static final long QUALITY_OF_ONE = 1_000_000;

    public RankEntry {
        // Sorted, so that equal entries have equal JSON.
        deviceTypes = Collections.unmodifiableSet(new TreeSet<>(deviceTypes));
        ageGroups = Collections.unmodifiableSet(new TreeSet<>(ageGroups));
    }

    public String toJson() {
        return ContractJson.strict().writeValueAsString(this);
    }

    /** Tolerant: a newer projection may have added a field. */
    public static RankEntry fromJson(String json) {
        return ContractJson.tolerant().readValue(json, RankEntry.class);
    }
}
