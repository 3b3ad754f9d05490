package dev.clickledger.contracts.topics;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The ratios of performance, each of two whole numbers: rounded once, half to even, to {@value
 * #DECIMALS} decimals at the most; null when there is nothing to divide by.
 */
public final class PerformanceRatios {

    public static final int DECIMALS = 6;

    private static final long MILLE = 1_000;

    private PerformanceRatios() {}

    /** Valid clicks per impression served. */
    public static @Nullable BigDecimal ctr(long validClicks, long impressions) {
        return ratio(validClicks, impressions);
    }

    /** Conversions per valid click. */
    public static @Nullable BigDecimal cvr(long conversions, long validClicks) {
        return ratio(conversions, validClicks);
    }

    /** Won spent per valid click. */
    public static @Nullable BigDecimal cpc(long spend, long validClicks) {
        return ratio(spend, validClicks);
    }

    /** Won spent per thousand impressions served. */
    public static @Nullable BigDecimal cpm(long spend, long impressions) {
        return ratio(Math.multiplyExact(spend, MILLE), impressions);
    }

    /** Attributed revenue per won spent. */
    public static @Nullable BigDecimal roas(long revenue, long spend) {
        return ratio(revenue, spend);
    }

    private static @Nullable BigDecimal ratio(long numerator, long denominator) {
        if (denominator <= 0) {
            return null;
        }
        BigDecimal ratio =
                BigDecimal.valueOf(numerator)
                        .divide(BigDecimal.valueOf(denominator), DECIMALS, RoundingMode.HALF_EVEN)
                        .stripTrailingZeros();
        return ratio.scale() < 0 ? ratio.setScale(0) : ratio;
    }
}
