package dev.clickledger.contracts.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickledger.contracts.json.ContractJson;
import java.util.Currency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class MoneyTest {

    private static final Money DOLLAR = new Money(100, Currency.getInstance("USD"));

    @Test
    void addsTakesAwayAndMultiplies() {
        assertThat(Money.won(300).plus(Money.won(50))).isEqualTo(Money.won(350));
        assertThat(Money.won(300).minus(Money.won(350))).isEqualTo(Money.won(-50));
        assertThat(Money.won(300).times(3)).isEqualTo(Money.won(900));
    }

    @Test
    void neverWrapsAround() {
        Money largest = Money.won(Long.MAX_VALUE);
        Money smallest = Money.won(Long.MIN_VALUE);

        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> largest.plus(Money.won(1)));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> smallest.minus(Money.won(1)));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> largest.times(2));
    }

    @Test
    void keepsCurrenciesApart() {
        assertThat(DOLLAR).isNotEqualTo(Money.won(100));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.won(1).plus(DOLLAR));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.won(1).minus(DOLLAR));
        assertThatIllegalArgumentException().isThrownBy(() -> Money.won(1).compareTo(DOLLAR));
    }

    @Test
    void isOrderedByAmount() {
        assertThat(Money.won(2).isMoreThan(Money.won(1))).isTrue();
        assertThat(Money.won(1).isMoreThan(Money.won(1))).isFalse();
        assertThat(Money.won(-1)).isLessThan(Money.ZERO);
        assertThat(Money.ZERO.isPositive()).isFalse();
        assertThat(Money.ZERO.isNegative()).isFalse();
        assertThat(Money.won(-1).isNegative()).isTrue();
    }

    @Test
    void isAWholeNumberInJson() {
        var json = ContractJson.strict();

        assertThat(json.writeValueAsString(Money.won(1_000_000_000_000L)))
                .isEqualTo("1000000000000");
        assertThat(json.readValue("-70", Money.class)).isEqualTo(Money.won(-70));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"70\"",
                "70.5",
                "70.0",
                "7e1",
                "true",
                "9223372036854775808",
                "{}",
                "[70]"
            })
    void isNothingElseInJson(String notWon) {
        assertThatThrownBy(() -> ContractJson.strict().readValue(notWon, Money.class))
                .isInstanceOf(JacksonException.class);
    }
}
