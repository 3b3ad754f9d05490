package dev.clickledger.readmodel.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankEntryTest {

    private static final String JSON =
            """
            {"ad_id":"ad_1","campaign_id":"campaign_1","advertiser_id":"advertiser_1",\
            "product_id":"product_1","category":"electronics/computers","bid":300,\
            "quality":1000000,"starts_at":"2017-11-07T00:00:00Z","budget":{"daily":100000,"mode":"STRICT","pacing":"ASAP"},\
            "device_types":["MOBILE","DESKTOP"],"age_groups":["20-29"],"parent_categories":false,\
            "negative_keywords":[]}""";

    private static RankEntry entry(Set<DeviceType> devices) {
        return new RankEntry(
                new AdId("ad_1"),
                new CampaignId("campaign_1"),
                new AdvertiserId("advertiser_1"),
                new ProductId("product_1"),
                new Category("electronics/computers"),
                Money.won(300),
                RankEntry.QUALITY_OF_ONE,
                Instant.parse("2017-11-07T00:00:00Z"),
                null,
                Budget.strict(Money.won(100_000), null),
                devices,
                Set.of(AgeGroup.TWENTIES),
                false,
                null,
                null,
                List.of());
    }

    @Test
    void writesEqualEntriesAsEqualJson() {
        assertThat(
                        entry(new LinkedHashSet<>(List.of(DeviceType.DESKTOP, DeviceType.MOBILE)))
                                .toJson())
                .isEqualTo(JSON);
    }

    @Test
    void readsWhatItWroteAndPassesOverFieldsOfANewerWriter() {
        RankEntry entry = entry(Set.of(DeviceType.MOBILE, DeviceType.DESKTOP));

        assertThat(RankEntry.fromJson(JSON)).isEqualTo(entry);
        assertThat(RankEntry.fromJson(JSON.replaceFirst("\\{", "{\"newer\":1,"))).isEqualTo(entry);
    }

    @Test
    void namesTheListsAsTheInterfaceSays() {
        assertThat(RankKey.of(Placement.HOME, new Category("electronics/computers")))
                .hasToString("rtb:HOME:electronics/computers");
        assertThat(RankKey.HOME_OF_ALL_CATEGORIES).hasToString("rtb:HOME:*");
        assertThat(RankKey.ofKeyword(KeywordMatch.EXACT, "  Gaming\u3000LAPTOP "))
                .hasToString("rtb:SEARCH:gaming laptop");
        assertThat(RankKey.ofKeyword(KeywordMatch.PHRASE, "Gaming Laptop"))
                .hasToString("rtb:SEARCH_PHRASE:gaming");
        assertThat(RankKey.ofKeyword(KeywordMatch.BROAD, "laptop gaming"))
                .hasToString("rtb:SEARCH_BROAD:gaming");
        assertThat(RankKey.ofSearch(" Gaming LAPTOP gaming"))
                .extracting(RankKey::value)
                .containsExactly(
                        "rtb:SEARCH:gaming laptop gaming",
                        "rtb:SEARCH_PHRASE:gaming",
                        "rtb:SEARCH_PHRASE:laptop",
                        "rtb:SEARCH_BROAD:gaming",
                        "rtb:SEARCH_BROAD:laptop");
    }

    @Test
    void knowsNoSearchListOfACategory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RankKey.of(Placement.SEARCH, new Category("electronics")));
    }
}
