package dev.clickledger.projections.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.SearchTerm;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignKeywordsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignSubmitted;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.projections.Market;
import dev.clickledger.projections.Stored;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * The lists that a search reads and the entries' own check find the ads that going through all
 * keywords would find, no more and no less, and at the highest bid.
 */
class KeywordListsPropertyTest {

    private static final int MARKETS = 150;
    private static final int SEARCHES = 40;

    /** Few, so that they meet often; some are parts of others, one is longer than a char. */
    private static final List<String> WORDS =
            List.of("노트북", "가방", "게이밍", "노트", "Laptop", "lap", "top", "CAFÉ", "usb-c", "𝄞");

    private static final List<String> SPACES = List.of(" ", "  ", "\u3000", "\t");

    private int found;
    private int barred;

    @Test
    void findWhatAllKeywordsWouldFind() {
        String given = System.getProperty("seed");
        long seed = given == null ? new SplittableRandom().nextLong() : Long.parseLong(given);
        System.out.println("KeywordListsPropertyTest: -Dseed=" + seed);
        for (int run = 0; run < MARKETS; run++) {
            new Run(new SplittableRandom(seed + run)).go();
        }
        assertThat(found).isPositive();
        assertThat(barred).isPositive();
    }

    private final class Run {

        private final RandomGenerator random;
        private final Market market = new Market("1");
        private final CampaignCatalogue catalogue = new CampaignCatalogue();
        private final Map<RankKey, Map<String, RankEntry>> lists = new HashMap<>();
        private long offset;

        Run(RandomGenerator random) {
            this.random = random;
        }

        void go() {
            List<Keyword> keywords = new ArrayList<>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                keywords.add(
                        new Keyword(
                                text(random.nextInt(12) == 0 ? 11 : random.nextInt(1, 4)),
                                KeywordMatch.values()[random.nextInt(3)],
                                Money.won(10 * random.nextLong(7, 90))));
            }
            List<String> negative = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                negative.add(text(random.nextInt(1, 3)));
            }
            apply(market.spending(AdvertiserSpending.ALLOWED));
            apply(market.drafted(List.of(market.advertised(1)), Map.of(Placement.SEARCH, 150L)));
            apply(new CampaignSubmitted(market.campaign(), Market.START));
            apply(new CampaignApproved(market.campaign(), Market.START));
            apply(new CampaignKeywordsSet(market.campaign(), keywords, negative, Market.START));
            for (int i = 0; i < SEARCHES; i++) {
                String term =
                        random.nextInt(4) == 0
                                ? spelled(keywords.get(random.nextInt(keywords.size())).text())
                                : text(random.nextInt(10) == 0 ? 13 : random.nextInt(1, 6));
                assertThat(bestBid(term))
                        .as("'%s' among %s without %s", term, keywords, negative)
                        .isEqualTo(oracle(term, keywords, negative));
            }
        }

        private void apply(DomainEvent event) {
            catalogue
                    .applyAndCompareRanks(Stored.event(++offset, event))
                    .forEach(
                            (slot, entry) -> {
                                var list =
                                        lists.computeIfAbsent(slot.key(), key -> new HashMap<>());
                                entry.ifPresentOrElse(
                                        e -> list.put(slot.member(), e),
                                        () -> list.remove(slot.member()));
                            });
        }

        private OptionalLong bestBid(String term) {
            SearchTerm search = SearchTerm.of(term);
            return RankKey.ofSearch(search).stream()
                    .flatMap(key -> lists.getOrDefault(key, Map.of()).values().stream())
                    .filter(entry -> entry.isFoundBy(search))
                    .mapToLong(entry -> entry.bid().amount())
                    .max();
        }

        /** Words one after another, each compared with each. */
        private OptionalLong oracle(String term, List<Keyword> keywords, List<String> negative) {
            String[] words = plain(term);
            String[] finding = Arrays.copyOf(words, Math.min(words.length, 10));
            for (String bar : negative) {
                if (sideBySide(words, plain(bar))) {
                    barred++;
                    return OptionalLong.empty();
                }
            }
            OptionalLong best =
                    keywords.stream()
                            .filter(keyword -> matches(keyword, words, finding))
                            .mapToLong(keyword -> keyword.bidPrice().amount())
                            .max();
            found += best.isPresent() ? 1 : 0;
            return best;
        }

        private boolean matches(Keyword keyword, String[] words, String[] finding) {
            String[] wanted = plain(keyword.text());
            return switch (keyword.match()) {
                case EXACT -> List.of(words).equals(List.of(wanted));
                case PHRASE -> sideBySide(finding, wanted);
                case BROAD -> wanted.length <= 10 && List.of(finding).containsAll(List.of(wanted));
            };
        }

        private static boolean sideBySide(String[] words, String[] wanted) {
            for (int from = 0; from + wanted.length <= words.length; from++) {
                boolean all = true;
                for (int i = 0; i < wanted.length; i++) {
                    all &= words[from + i].equals(wanted[i]);
                }
                if (all) {
                    return true;
                }
            }
            return false;
        }

        private static String[] plain(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFC)
                    .toLowerCase(Locale.ROOT)
                    .strip()
                    .split("[ \u3000\t]+");
        }

        private String text(int words) {
            var text = new StringBuilder(random.nextBoolean() ? " " : "");
            for (int i = 0; i < words; i++) {
                text.append(i == 0 ? "" : SPACES.get(random.nextInt(SPACES.size())));
                text.append(spelled(WORDS.get(random.nextInt(WORDS.size()))));
            }
            return text.append(random.nextInt(4) == 0 ? " " : "").toString();
        }

        /** In another case, and composed in another way. */
        private String spelled(String text) {
            String cased =
                    switch (random.nextInt(3)) {
                        case 0 -> text.toUpperCase(Locale.ROOT);
                        case 1 -> text.toLowerCase(Locale.ROOT);
                        default -> text;
                    };
            return random.nextBoolean() ? Normalizer.normalize(cased, Normalizer.Form.NFD) : cased;
        }
    }
}
