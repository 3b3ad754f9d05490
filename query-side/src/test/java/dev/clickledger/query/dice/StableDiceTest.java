package dev.clickledger.query.dice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import org.junit.jupiter.api.Test;

class StableDiceTest {

    /** Past auctions are run again with them: they may never fall another way. */
    @Test
    void fallAsEver() {
        assertThat(StableDice.below(1_000_000, 42, "campaign_100")).isEqualTo(862_757);
        assertThat(StableDice.below(1_000_000, 43, "campaign_100")).isEqualTo(424_191);
        assertThat(StableDice.below(1_000, StableDice.seedOf("salt"), "device_1")).isEqualTo(115);
    }

    @Test
    void eachNumberIsAlikeOften() {
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            counts[StableDice.below(10, StableDice.seedOf("salt"), "device-" + i)]++;
        }
        for (int count : counts) {
            assertThat(count).isCloseTo(10_000, withPercentage(5));
        }
    }

    @Test
    void anotherSeedIsAnotherThrow() {
        int both = 0;
        for (int seed = 0; seed < 100_000; seed++) {
            if (StableDice.below(10, seed, "campaign-1") == 0
                    && StableDice.below(10, seed, "campaign-2") == 0) {
                both++;
            }
        }
        assertThat(both).isCloseTo(1_000, withPercentage(20));
    }
}
