package dev.clickledger.local.demo.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.local.demo.input.Survey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Instant START = Instant.parse("2017-11-07T00:00:00Z");

    @Test
    void severalAdvertisersCompeteOnEveryShelfAndForEveryTerm() {
        SortedMap<Category, SortedSet<String>> shelves = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            SortedSet<String> terms = new TreeSet<>();
            for (int term = 0; term < i * 20; term++) {
                terms.add("term " + i + " " + term);
            }
            shelves.put(new Category("shelf-" + i), terms);
        }

        Catalogue catalogue = Catalogue.plan(survey(shelves, 10_000), 3);

        shelves.forEach(
                (category, terms) -> {
                    Set<Object> advertisers = new HashSet<>();
                    Set<String> found = new HashSet<>();
                    for (PlannedCampaign campaign : catalogue.campaigns()) {
                        if (campaign.products().stream()
                                .anyMatch(product -> product.category().equals(category))) {
                            advertisers.add(campaign.advertiser());
                            found.addAll(campaign.searchTerms());
                            assertThat(campaign.bids()).hasSize(Placement.values().length);
                            assertThat(campaign.searchTerms())
                                    .hasSizeLessThanOrEqualTo(Catalogue.TERMS_PER_CAMPAIGN);
                        }
                    }
                    assertThat(advertisers).hasSizeGreaterThanOrEqualTo(3);
                    assertThat(found).isEqualTo(terms);
                });
    }

    @Test
    void mostHaveAmpleAndSomeRunDry() {
        SortedMap<Category, SortedSet<String>> shelves = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            shelves.put(new Category("shelf-" + i), new TreeSet<>());
        }

        Catalogue catalogue = Catalogue.plan(survey(shelves, 1_000_000), 3);

        long ampleAdvertisers =
                catalogue.advertisers().stream()
                        .filter(advertiser -> advertiser.topUp().amount() >= 1_000_000_000)
                        .count();
        assertThat(ampleAdvertisers)
                .isBetween(
                        catalogue.advertisers().size() * 3L / 4,
                        catalogue.advertisers().size() - 1L);
        assertThat(catalogue.campaigns())
                .anyMatch(campaign -> campaign.budget().total() != null)
                .anyMatch(campaign -> campaign.budget().daily().amount() < 100_000);
    }

    @Test
    void theSameSeedPlansTheSameMarket() {
        SortedMap<Category, SortedSet<String>> shelves = new TreeMap<>();
        shelves.put(new Category("shoes"), new TreeSet<>(Set.of("boots")));
        Survey survey = survey(shelves, 10);

        assertThat(Catalogue.plan(survey, 5).campaigns())
                .isEqualTo(Catalogue.plan(survey, 5).campaigns());
    }

    private static Survey survey(SortedMap<Category, SortedSet<String>> shelves, long actions) {
        return new Survey(
                START, START.plusSeconds(60), actions, EnumSet.allOf(Placement.class), shelves);
    }
}
