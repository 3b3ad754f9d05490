package dev.clickledger.query.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.query.auction.PriceRule;
import dev.clickledger.query.auction.Pricing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentsTest {

    private static final int DEVICES = 20_000;

    @Test
    void eachHasItsShareOfTheDevicesAndNoDeviceIsInTwo() {
        var experiments =
                new Experiments(List.of(share("a", 100), share("b", 300), share("none", 0)));

        Map<String, Integer> counts = counts(experiments);

        assertThat(counts.get("a")).isCloseTo(DEVICES / 10, withPercentage(6));
        assertThat(counts.get("b")).isCloseTo(DEVICES * 3 / 10, withPercentage(4));
        assertThat(counts).doesNotContainKey("none");
    }

    @Test
    void allDevicesCanBeSharedOut() {
        var experiments = new Experiments(List.of(share("a", 500), share("b", 500)));

        Map<String, Integer> counts = counts(experiments);

        assertThat(counts.get("a") + counts.get("b")).isEqualTo(DEVICES);
        assertThat(counts.get("b")).isCloseTo(DEVICES / 2, withPercentage(4));
    }

    @Test
    void aNewExperimentAtTheEndMovesNobody() {
        var before = new Experiments(List.of(share("a", 200), share("b", 200)));
        var after = new Experiments(List.of(share("a", 200), share("b", 200), share("c", 500)));

        for (int i = 0; i < 1_000; i++) {
            Experiment of = before.of(device(i));
            if (of != null) {
                assertThat(after.of(device(i))).isEqualTo(of);
            }
        }
    }

    @Test
    void anUnknownDeviceTakesNoPart() {
        assertThat(new Experiments(List.of(share("a", 1000))).of(null)).isNull();
    }

    @Test
    void refusesWhatCannotBeShared() {
        assertThatThrownBy(() -> new Experiments(List.of(share("a", 600), share("b", 500))))
                .hasMessageContaining("1000");
        assertThatThrownBy(() -> new Experiments(List.of(share("a", 1), share("a", 1))))
                .hasMessageContaining("of its own");
        assertThatThrownBy(() -> share("a", 1001)).hasMessageContaining("permille");
        assertThatThrownBy(() -> share("no spaces", 1)).hasMessageContaining("id");
    }

    @Test
    void changesOfTheRuleWhatItNames() {
        PriceRule ordinary = PriceRule.secondPrice(Money.won(70), Money.won(10));
        var reserve = new Experiment("a", "a", 1, Money.won(100), null, Pricing.SECOND_PRICE);
        var firstPrice = new Experiment("a", "a", 1, null, Money.won(50), Pricing.FIRST_PRICE);

        assertThat(reserve.rule(ordinary))
                .isEqualTo(PriceRule.secondPrice(Money.won(100), Money.won(10)));
        assertThat(firstPrice.rule(ordinary))
                .isEqualTo(new PriceRule(Money.won(70), Money.won(50), Pricing.FIRST_PRICE));
    }

    private static Map<String, Integer> counts(Experiments experiments) {
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < DEVICES; i++) {
            Experiment of = experiments.of(device(i));
            if (of != null) {
                counts.merge(of.id(), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static DeviceId device(int number) {
        return new DeviceId("device-" + number);
    }

    private static Experiment share(String id, int permille) {
        return new Experiment(id, "salt of " + id, permille, null, null, Pricing.SECOND_PRICE);
    }
}
