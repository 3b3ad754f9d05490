package dev.clickledger.stream.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecayTest {

    private static final int HALF_LIFE = 168;

    private final Decay decay = new Decay(QualityPolicy.shipped());

    @Test
    void halvesWithEveryHalfLife() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            long now = random.nextLong(400_000, 600_000);
            long interval = now - random.nextLong(7 * HALF_LIFE);

            assertThat(partOf(now, interval))
                    .as("%d of %d, seed %d", interval, now, seed)
                    .isCloseTo(
                            Math.pow(0.5, (now - interval) / (double) HALF_LIFE), within(0.00001));
        }
    }

    @Test
    void countsNothingAfterEightHalfLives() {
        long now = 500_000;

        assertThat(decay.counts(now - 7 * HALF_LIFE, now)).isTrue();
        assertThat(decay.counts(now - 8 * HALF_LIFE, now)).isFalse();
        assertThat(partOf(now, now - 8 * HALF_LIFE)).isZero();
        assertThat(partOf(now, now)).isOne();
    }

    @Test
    void knowsWhenAnEraCountsForTheLastTime() {
        long era = decay.eraOf(500_000);
        long last = decay.intervalOf(decay.lastMilliOfUseOf(era));

        assertThat(decay.counts(500_000, last)).isTrue();
        assertThat(decay.endsAnEra(last)).isTrue();
        assertThat(decay.oldestAt(last)).isEqualTo(era);
        assertThat(decay.counts(500_000, last + 1)).isFalse();
    }

    private double partOf(long now, long interval) {
        return new BigDecimal(decay.at(now, decay.eraOf(interval), decay.weightOf(interval)))
                .divide(new BigDecimal(decay.one(now)), MathContext.DECIMAL64)
                .doubleValue();
    }
}
