package dev.clickledger.query.auction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.query.auction.ReservePrices.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservePricesTest {

    private static final Category TOYS = new Category("toys");
    private static final Category TRAINS = new Category("toys/trains");

    private final ReservePrices reserves =
            new ReservePrices(
                    Money.won(70),
                    List.of(
                            new Rule(Placement.SEARCH, null, Money.won(100)),
                            new Rule(null, TOYS, Money.won(200)),
                            new Rule(Placement.HOME, TOYS, Money.won(300)),
                            new Rule(null, TRAINS, Money.won(400))));

    @Test
    void isTheDefaultWhereNoRuleFits() {
        assertThat(at(Placement.CATEGORY, "books")).isEqualTo(70);
        assertThat(at(Placement.HOME, null)).isEqualTo(70);
        assertThat(at(Placement.CATEGORY, "toysandmore")).isEqualTo(70);
    }

    @Test
    void holdsForAPlacementAndForACategoryAndItsChildren() {
        assertThat(at(Placement.SEARCH, null)).isEqualTo(100);
        assertThat(at(Placement.SEARCH, "books")).isEqualTo(100);
        assertThat(at(Placement.CATEGORY, "toys")).isEqualTo(200);
        assertThat(at(Placement.CATEGORY, "toys/dolls/small")).isEqualTo(200);
    }

    @Test
    void theMostSpecificRuleWins() {
        assertThat(at(Placement.SEARCH, "toys")).isEqualTo(200);
        assertThat(at(Placement.HOME, "toys/dolls")).isEqualTo(300);
        assertThat(at(Placement.HOME, "toys/trains")).isEqualTo(400);
    }

    @Test
    void refusesTwoForOnePlaceAndNoneAtAll() {
        var rule = new Rule(null, TOYS, Money.won(200));
        assertThatThrownBy(() -> new ReservePrices(Money.won(70), List.of(rule, rule)))
                .hasMessageContaining("one of them");
        assertThatThrownBy(
                        () ->
                                new ReservePrices(
                                        Money.won(70), List.of(new Rule(null, TOYS, Money.ZERO))))
                .hasMessageContaining("positive");
    }

    private long at(Placement placement, String category) {
        return reserves.at(placement, category == null ? null : new Category(category)).amount();
    }
}
