package dev.clickledger.contracts.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PerformanceRatiosTest {

    @Test
    void roundsOnceHalfToEven() {
        assertThat(PerformanceRatios.ctr(1, 3)).hasToString("0.333333");
        assertThat(PerformanceRatios.cvr(2, 3)).hasToString("0.666667");
        assertThat(PerformanceRatios.cpc(1, 2_000_000)).hasToString("0");
        assertThat(PerformanceRatios.cpc(3, 2_000_000)).hasToString("0.000002");
        assertThat(PerformanceRatios.roas(9, 4)).hasToString("2.25");
    }

    @Test
    void countsCostsByTheThousandImpressions() {
        assertThat(PerformanceRatios.cpm(260, 1_300)).hasToString("200");
    }

    @Test
    void saysNothingWhenThereIsNothingToDivideBy() {
        assertThat(PerformanceRatios.ctr(0, 0)).isNull();
        assertThat(PerformanceRatios.cvr(1, 0)).isNull();
        assertThat(PerformanceRatios.cpc(1, 0)).isNull();
        assertThat(PerformanceRatios.cpm(1, 0)).isNull();
        assertThat(PerformanceRatios.roas(1, 0)).isNull();
    }

    @Test
    void doesNotOverflowSilently() {
        assertThatThrownBy(() -> PerformanceRatios.cpm(Long.MAX_VALUE, 1))
                .isInstanceOf(ArithmeticException.class);
    }
}
