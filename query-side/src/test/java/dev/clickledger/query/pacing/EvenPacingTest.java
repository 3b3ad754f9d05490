package dev.clickledger.query.pacing;

import static dev.clickledger.query.AdInRank.ad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.query.AdInRank;
import dev.clickledger.query.ranks.Spending;
import dev.clickledger.query.ranks.TrafficCurve;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class EvenPacingTest {

    private static final LocalDate DAY = LocalDate.parse("2017-11-10");
    private static final Instant MIDNIGHT = BusinessDays.SEOUL.startOf(DAY);
    private static final long CLICK = 100;

    @Test
    void withoutAnythingLearnedTheDayIsEven() {
        assertThat(part(TrafficCurve.UNKNOWN, 0)).isZero();
        assertThat(part(TrafficCurve.UNKNOWN, 12)).isEqualTo(500_000);
        assertThat(part(TrafficCurve.UNKNOWN, 24)).isEqualTo(1_000_000);
    }

    @Test
    void aDayWithClicksInOneHourIsThatHour() {
        long[] clicks = new long[96];
        for (int quarter = 0; quarter < 4; quarter++) {
            clicks[4 * 20 + quarter] = 100_000;
        }
        var curve = new TrafficCurve(clicks);

        assertThat(part(curve, 20)).isLessThan(1_100);
        assertThat(part(curve, 20.5)).isBetween(498_000L, 502_000L);
        assertThat(part(curve, 21)).isGreaterThan(998_900);
    }

    @Test
    void aFewClicksBendTheCurveALittle() {
        long[] clicks = new long[96];
        clicks[80] = 10;

        assertThat(part(new TrafficCurve(clicks), 12)).isBetween(480_000L, 500_000L);
    }

    @Test
    void aCampaignThatStartsOrEndsTodayHasTheDaysRest() {
        var day = new DayPart(TrafficCurve.UNKNOWN, DAY, at(18));

        assertThat(day.expectedMillionths(at(12), null)).isEqualTo(500_000);
        assertThat(day.expectedMillionths(Instant.EPOCH, at(20))).isEqualTo(900_000);
        assertThat(day.expectedMillionths(at(17), at(19))).isBetween(499_990L, 500_010L);
        assertThat(day.expectedMillionths(at(19), null)).isZero();
    }

    @Test
    void whoLagsEntersAlwaysAndWhoLeadsLessAndLess() {
        AdInRank ad = ad("a").daily(1_000_000).even();

        assertThat(chanceAtNoon(ad, 499_000, 0)).isEqualTo(EvenPacing.ALWAYS);
        assertThat(chanceAtNoon(ad, 505_000, 0)).isBetween(600_000, 700_000);
        assertThat(chanceAtNoon(ad, 500_000, 10_000)).isBetween(300_000, 400_000);
        assertThat(chanceAtNoon(ad, 515_000, 0)).isZero();
    }

    @Test
    void aSmallBudgetWaitsUntilTheCurveHasComeNearItsNextClick() {
        AdInRank ad = ad("a").daily(1_000).even();

        assertThat(chanceAtNoon(ad, 400, 0)).isEqualTo(EvenPacing.ALWAYS);
        assertThat(chanceAtNoon(ad, 500, 0)).isZero();
    }

    @Test
    void spreadsWhatANearlySpentTotalLeaves() {
        AdInRank ad = ad("a").daily(1_000_000).total(5_000_000).even();
        var spent = new Spending(10_000_000, 50_000, 0, 4_950_000);

        // 100,000 are left for the day.
        assertThat(chance(ad, spent, 13)).isEqualTo(EvenPacing.ALWAYS);
        assertThat(chance(ad, spent, 11)).isZero();
    }

    @Test
    void anAveragedBudgetMakesUpForWeakDaysButNotBeyondADaysLimit() {
        AdInRank ad = ad("a").daily(1_000_000).averaged().even();

        // Nine days went before, all spent: the day is an ordinary one.
        assertThat(chance(ad, averaged(510_000, 9_000_000), 12)).isLessThan(EvenPacing.ALWAYS);
        assertThat(chance(ad, averaged(490_000, 9_000_000), 12)).isEqualTo(EvenPacing.ALWAYS);
        // Half a day was missed: one and a half are spread over today.
        assertThat(chance(ad, averaged(740_000, 8_500_000), 12)).isEqualTo(EvenPacing.ALWAYS);
        assertThat(chance(ad, averaged(775_000, 8_500_000), 12)).isZero();
        // Much was missed: two.
        assertThat(chance(ad, averaged(990_000, 0), 12)).isEqualTo(EvenPacing.ALWAYS);
        assertThat(chance(ad, averaged(1_031_000, 0), 12)).isZero();
        // The month is nearly used up: what it has left.
        assertThat(chance(ad, averaged(0, 30_400_000), 12)).isZero();
    }

    private static Spending averaged(long onDay, long before) {
        return new Spending(100_000_000, onDay, before + onDay, before + onDay);
    }

    private static int chanceAtNoon(AdInRank ad, long spent, long underway) {
        return EvenPacing.chanceMillionths(
                ad.build(),
                new Spending(10_000_000, spent, 0, spent),
                underway,
                CLICK,
                new DayPart(TrafficCurve.UNKNOWN, DAY, at(12)));
    }

    private static int chance(AdInRank ad, Spending spent, double hour) {
        return EvenPacing.chanceMillionths(
                ad.build(), spent, 0, CLICK, new DayPart(TrafficCurve.UNKNOWN, DAY, at(hour)));
    }

    private static long part(TrafficCurve curve, double hour) {
        return new DayPart(curve, DAY, at(hour)).expectedMillionths(Instant.EPOCH, null);
    }

    private static Instant at(double hour) {
        return MIDNIGHT.plusMillis((long) (hour * 3_600_000));
    }
}
