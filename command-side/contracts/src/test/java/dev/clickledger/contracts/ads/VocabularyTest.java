package dev.clickledger.contracts.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.json.ContractJson;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class VocabularyTest {

    private static final Instant START = Instant.parse("2024-01-15T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'laptop', 'laptop'",
                "'  LapTop \t BAG ', 'laptop bag'",
                "'노트북 가방', '노트북 가방'",
                "'노트북\u00a0\u3000가방', '노트북 가방'",
                "'CAFÉ', 'café'",
                "'   ', ''"
            })
    void normalisesKeywords(String text, String normal) {
        assertThat(Keywords.normalise(text)).isEqualTo(normal);
        assertThat(Keywords.normalise(normal)).isEqualTo(normal);
    }

    @Test
    void findsAKeywordHoweverItsLettersAreComposed() {
        for (String text : List.of("노트북 가방", "Café", "ｶﾞ", "Ångström")) {
            String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
            assertThat(Keywords.normalise(decomposed)).isEqualTo(Keywords.normalise(text));
        }
    }

    @Test
    void findsAPhraseAmongWholeWordsOnly() {
        assertThat(Keywords.containsPhrase("cheap gaming laptop", "gaming laptop")).isTrue();
        assertThat(Keywords.containsPhrase("gaming laptops", "gaming laptop")).isFalse();
        assertThat(Keywords.containsPhrase("laptop gaming", "gaming laptop")).isFalse();
        assertThat(Keywords.containsPhrase("a ab a b", "a b")).isTrue();
        assertThat(Keywords.containsPhrase("a", "")).isFalse();
        assertThat(Keywords.containsAllWords("laptop for gaming", "gaming laptop")).isTrue();
        assertThat(Keywords.containsAllWords("laptops for gaming", "gaming laptop")).isFalse();
        assertThat(Keywords.containsAllWords("a", "")).isFalse();
    }

    @Test
    void findsByTheFirstTenWordsAndIsBarredByAll() {
        SearchTerm term = SearchTerm.of("A b c d e f g h i j  used");

        assertThat(term.findingWords()).hasSize(10).startsWith("a").endsWith("j");
        assertThat(term.finds(KeywordMatch.BROAD, "j a")).isTrue();
        assertThat(term.finds(KeywordMatch.BROAD, "used a")).isFalse();
        assertThat(term.finds(KeywordMatch.PHRASE, "j used")).isFalse();
        assertThat(term.finds(KeywordMatch.EXACT, "a b c d e f g h i j used")).isTrue();
        assertThat(term.isBarredBy("used")).isTrue();
    }

    @Test
    void knowsTheParentsOfACategory() {
        assertThat(new Category("a/b/c").parents())
                .containsExactly(new Category("a/b"), new Category("a"));
        assertThat(new Category("a").parents()).isEmpty();
    }

    @Test
    void startsAPeriodWithItsFirstMomentAndEndsItBeforeItsLast() {
        var period = new Period(START, START.plusSeconds(60));

        assertThat(period.contains(START.minusMillis(1))).isFalse();
        assertThat(period.contains(START)).isTrue();
        assertThat(period.contains(START.plusMillis(59_999))).isTrue();
        assertThat(period.contains(START.plusSeconds(60))).isFalse();
        assertThat(new Period(START, null).contains(START.plusSeconds(1L << 40))).isTrue();
    }

    @Test
    void writesEqualTargetingsEqually() {
        var one = new Targeting(Set.of(DeviceType.TABLET, DeviceType.MOBILE), Set.of(), false);
        var other = new Targeting(Set.of(DeviceType.MOBILE, DeviceType.TABLET), Set.of(), false);
        var json = ContractJson.strict();

        assertThat(one).isEqualTo(other);
        assertThat(json.writeValueAsString(one))
                .isEqualTo(json.writeValueAsString(other))
                .isEqualTo(
                        "{\"device_types\":[\"MOBILE\",\"TABLET\"],\"age_groups\":[],\"parent_categories\":false}");
        assertThatThrownBy(() -> one.deviceTypes().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "electronics",
                "electronics/computers",
                "가전/노트북",
                "a&b/c.d_e-f",
                "1/2/3/4/5/6/7/8"
            })
    void takesACategory(String text) {
        assertThat(new Category(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "a/", "/a", "a//b", "a b", "a:b", "1/2/3/4/5/6/7/8/9", "a|b", "a*"})
    void takesNoOther(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Category(text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Category("x".repeat(129)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Category(null));
    }

    @Test
    void knowsAgeGroupsByTheirYears() {
        for (AgeGroup group : AgeGroup.values()) {
            assertThat(AgeGroup.of(group.years())).isEqualTo(group);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgeGroup.of("TWENTIES"))
                .withMessageContaining("20-29");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "\"home\"", "\"\"", "\"OTHER\"", "{}"})
    void readsNoPlacementThatThereIsNot(String json) {
        assertThatThrownBy(() -> ContractJson.strict().readValue(json, Placement.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void startsTheBusinessDayAtMidnightInSeoul() {
        assertThat(BusinessDays.SEOUL.of(Instant.parse("2024-01-15T14:59:59.999Z")))
                .isEqualTo(LocalDate.parse("2024-01-15"));
        assertThat(BusinessDays.SEOUL.of(Instant.parse("2024-01-15T15:00:00Z")))
                .isEqualTo(LocalDate.parse("2024-01-16"));
        assertThat(BusinessDays.SEOUL.startOf(LocalDate.parse("2024-01-16")))
                .isEqualTo(Instant.parse("2024-01-15T15:00:00Z"));
    }

    @Test
    void auctionsInTensOfWonFromSeventy() {
        assertThat(AuctionRules.WON_DEFAULTS)
                .isEqualTo(new AuctionRules(Money.won(70), Money.won(10), Money.won(100_000), 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AuctionRules(Money.won(80), Money.won(10), Money.won(70), 1));
    }
}
