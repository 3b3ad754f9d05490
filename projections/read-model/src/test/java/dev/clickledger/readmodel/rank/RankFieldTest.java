package dev.clickledger.readmodel.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankFieldTest {

    private static final Category LAMPS = new Category("home/lamps");
    private static final CampaignFacts FACTS =
            new CampaignFacts(
                    new AdvertiserId("a-1"),
                    Instant.parse("2026-01-01T00:00:00.123Z"),
                    Instant.parse("2026-12-31T15:00:00Z"),
                    new Budget(
                            Money.won(10_000),
                            Money.won(500_000),
                            BudgetMode.AVERAGED,
                            Pacing.EVEN),
                    Set.of(DeviceType.MOBILE, DeviceType.DESKTOP),
                    Set.of(AgeGroup.FROM_60),
                    true,
                    List.of("cheap lamp", "중고"));

    @Test
    void leavesToTheKeyWhatTheKeySays() {
        RankKey key = RankKey.of(Placement.CATEGORY, LAMPS);
        RankEntry entry = entry(null, null, RankEntry.QUALITY_OF_ONE);

        RankField field = RankField.of(key, entry);

        assertThat(field).isEqualTo(new RankField("c-1 p-1", "300"));
        assertThat(field.entry(key, FACTS)).isEqualTo(entry);
    }

    @Test
    void saysTheCategoryInAParentsListAndOnTheHomePage() {
        for (RankKey key :
                List.of(
                        RankKey.of(Placement.CATEGORY, new Category("home")),
                        RankKey.HOME_OF_ALL_CATEGORIES)) {
            RankEntry entry = entry(null, null, 950_000);

            RankField field = RankField.of(key, entry);

            assertThat(field.value()).isEqualTo("300 950000 home/lamps");
            assertThat(field.entry(key, FACTS)).isEqualTo(entry);
        }
    }

    @Test
    void givesKeywordsBackWithTheirMatch() {
        for (KeywordMatch match : KeywordMatch.values()) {
            RankKey key = RankKey.ofKeyword(match, "warm desk lamp");
            RankEntry entry = entry(match, "warm desk lamp", RankEntry.QUALITY_OF_ONE);

            assertThat(RankField.of(key, entry).entry(key, FACTS)).isEqualTo(entry);
        }
    }

    @Test
    void refusesWhatIsNoEntry() {
        RankKey key = RankKey.of(Placement.CATEGORY, LAMPS);
        assertThatThrownBy(() -> new RankField("ad_x", "{}").entry(key, FACTS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RankField("c-1 p-1", "{}").entry(key, FACTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void factsSurviveTheirText() {
        assertThat(CampaignFacts.parse(FACTS.text())).isEqualTo(FACTS);
        var least =
                new CampaignFacts(
                        FACTS.advertiserId(),
                        FACTS.startsAt(),
                        null,
                        Budget.strict(Money.won(1), null),
                        Set.of(),
                        Set.of(),
                        false,
                        List.of());
        assertThat(CampaignFacts.parse(least.text())).isEqualTo(least);
    }

    private static RankEntry entry(KeywordMatch match, String keyword, long quality) {
        var campaign = new CampaignId("c-1");
        var product = new ProductId("p-1");
        return new RankEntry(
                AdId.of(campaign, product),
                campaign,
                FACTS.advertiserId(),
                product,
                LAMPS,
                Money.won(300),
                quality,
                FACTS.startsAt(),
                FACTS.endsAt(),
                FACTS.budget(),
                FACTS.deviceTypes(),
                FACTS.ageGroups(),
                FACTS.parentCategories(),
                match,
                keyword,
                match == KeywordMatch.PHRASE || match == KeywordMatch.BROAD
                        ? FACTS.negativeKeywords()
                        : List.of());
    }
}
