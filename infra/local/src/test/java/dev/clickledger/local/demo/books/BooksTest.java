package dev.clickledger.local.demo.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.journal.JournalLine.Refund;
import dev.clickledger.local.demo.replay.ChargedClick;
import dev.clickledger.local.demo.replay.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BooksTest {

    private static final Instant T = Instant.parse("2017-11-07T09:00:00Z");
    private static final AdvertiserId ADVERTISER = new AdvertiserId("a1");

    private final Random random = new Random(1);

    @Test
    void aWindowOpensAtItsFirstClickAndEndsBeforeFiveMinutes() {
        List<ChargedClick> clicks = new ArrayList<>();
        for (int second : List.of(0, 299, 300, 301, 599, 600)) {
            clicks.add(click(second));
        }

        var rules = new Oracle(clicks.reversed(), List.of());

        assertThat(rules.refunds())
                .extracting(Refund::clickId)
                .containsExactly(clicks.get(1).id(), clicks.get(3).id(), clicks.get(4).id());
        assertThat(rules.refunds())
                .extracting(Refund::at)
                .containsExactly(
                        T.plus(Oracle.DUPLICATE_WINDOW),
                        T.plusSeconds(300).plus(Oracle.DUPLICATE_WINDOW),
                        T.plusSeconds(300).plus(Oracle.DUPLICATE_WINDOW));
        assertThat(rules.refunds())
                .extracting(Refund::compensationId)
                .containsExactly(
                        "dup-" + clicks.get(0).id(),
                        "dup-" + clicks.get(2).id(),
                        "dup-" + clicks.get(2).id());
    }

    @Test
    void ofClicksAtOneTimeTheOneWithTheSmallerIdIsFirst() {
        ChargedClick one = click(0);
        ChargedClick other = click(0);

        var rules = new Oracle(List.of(one, other), List.of());

        ClickId later = one.id().compareTo(other.id()) > 0 ? one.id() : other.id();
        assertThat(rules.refunds()).extracting(Refund::clickId).containsExactly(later);
    }

    @Test
    void elevenClicksOnAnAdWithinAnHourAreAFlood() {
        List<ChargedClick> clicks = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            clicks.add(click(i * 301 + (i > 4 ? 589 : 0)));
        }

        var rules = new Oracle(clicks, List.of());

        assertThat(rules.refunds())
                .extracting(Refund::clickId)
                .containsExactlyElementsOf(clicks.stream().map(ChargedClick::id).toList());
        assertThat(rules.refunds())
                .allSatisfy(
                        refund -> {
                            assertThat(refund.at()).isEqualTo(T.plusSeconds(3_599));
                            assertThat(refund.reason()).isEqualTo("CLICK_FLOOD_DETECTED");
                            assertThat(refund.compensationId())
                                    .isEqualTo("flood-" + clicks.getFirst().id());
                        });
    }

    @Test
    void tenClicksAtRegularIntervalsAreARobots() {
        List<ChargedClick> clicks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            clicks.add(click(i * 600 + i % 2));
        }

        var rules = new Oracle(clicks, List.of());

        assertThat(rules.refunds()).hasSize(10);
        assertThat(rules.refunds().getLast().reason()).isEqualTo("ROBOTIC_INTERVALS_DETECTED");
        assertThat(rules.refunds().getLast().at()).isEqualTo(clicks.getLast().at());
    }

    @Test
    void namesWhatIsStoredOtherwiseThanAnswered() {
        var books =
                new Books(
                        Map.of(ADVERTISER, Money.won(1_000)),
                        Map.of(ADVERTISER, Money.won(990)),
                        StoredAccount.of(List.of()),
                        new Tally(),
                        List.of(click(0)),
                        List.of(),
                        0,
                        ToldPerformance.NOTHING);

        Balanced balanced = books.check();

        assertThat(balanced.holds()).isFalse();
        assertThat(balanced.difference()).isEqualTo(Money.won(-10));
        assertThat(balanced.deviations())
                .anySatisfy(line -> assertThat(line).startsWith("charge missing"))
                .anySatisfy(line -> assertThat(line).startsWith("balance of a1 is told as 990"))
                .anySatisfy(line -> assertThat(line).contains("differ by -10 KRW"));
    }

    @Test
    void anEmptyAccountBalances() {
        var books =
                new Books(
                        Map.of(),
                        Map.of(),
                        StoredAccount.of(List.of()),
                        new Tally(),
                        List.of(),
                        List.of(),
                        0,
                        ToldPerformance.NOTHING);

        assertThat(books.check().holds()).isTrue();
    }

    @Test
    void doNotHoldWhenAnImpressionIsCountedThatNobodyReported() {
        var books =
                new Books(
                        Map.of(),
                        Map.of(),
                        StoredAccount.of(List.of()),
                        new Tally(),
                        List.of(),
                        List.of(),
                        1,
                        ToldPerformance.NOTHING);

        assertThat(books.check().deviations())
                .containsExactly("0 impressions were taken, 1 counted");
    }

    @Test
    void doNotHoldWhenTheStreamJobToldOtherTotals() {
        var books =
                new Books(
                        Map.of(),
                        Map.of(),
                        StoredAccount.of(List.of()),
                        new Tally(),
                        List.of(),
                        List.of(),
                        0,
                        new ToldPerformance(0, 1, 260, 0, 0, 0));

        assertThat(books.check().deviations())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("the stream job told"));
    }

    private ChargedClick click(int second) {
        Instant at = T.plus(Duration.ofSeconds(second));
        return new ChargedClick(
                at,
                ClickId.mint(at, random),
                new DeviceId("d1"),
                new AdId("ad1"),
                new CampaignId("c1"),
                ADVERTISER,
                new ProductId("p1"),
                100);
    }
}
