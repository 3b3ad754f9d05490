package dev.clickledger.query.pacing;

import static dev.clickledger.query.AdInRank.ad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private static final Instant NOON = Instant.parse("2017-11-07T03:00:00Z");
    private static final RankEntry AD = ad("a").build();

    private final InFlight inFlight = new InFlight(Duration.ofSeconds(30), 3);

    @Test
    void knowsNothingOfACampaignThatWasNotServed() {
        assertThat(inFlight.estimate(AD, 0, NOON)).isNull();
        assertThat(inFlight.total()).isZero();
    }

    @Test
    void expectsFewClicksUntilItHasSeenSome() {
        inFlight.served(AD, 1_000, 0, NOON);

        assertThat(inFlight.estimate(AD, 0, NOON)).isEqualTo(new InFlight.Estimate(45, 45, 1_000));
    }

    @Test
    void clicksThatArriveAtOnceAreNotUnderWay() {
        long spent = 0;
        for (int i = 0; i < 200; i++) {
            inFlight.served(AD, 100, spent, NOON);
            spent += 100;
            assertThat(inFlight.estimate(AD, spent, NOON).ofCampaign()).isZero();
        }
        inFlight.served(AD, 100, spent, NOON);
        assertThat(inFlight.estimate(AD, spent, NOON).ofCampaign()).isBetween(85L, 100L);
    }

    @Test
    void fadesAsShoppersLeave() {
        for (int i = 0; i < 100; i++) {
            inFlight.served(AD, 100, 0, NOON);
        }
        long now = inFlight.estimate(AD, 0, NOON).ofCampaign();
        long later = inFlight.estimate(AD, 0, NOON.plusSeconds(30)).ofCampaign();

        assertThat(later).isCloseTo(Math.round(now / Math.E), Percentage.withPercentage(5));
        assertThat(inFlight.estimate(AD, 0, NOON.plusSeconds(3600)).ofCampaign()).isZero();
    }

    @Test
    void estimatesWhatReallyIsUnderWay() {
        long seed = 11;
        Random random = new Random(seed);
        // One ad a second, every tenth is clicked, 30 s later on average.
        var arrivals = new java.util.TreeMap<Integer, Integer>();
        long spent = 0;
        int underway = 0;
        double off = 0;
        int looks = 0;
        for (int second = 0; second < 20_000; second++) {
            Integer arrived = arrivals.remove(second);
            if (arrived != null) {
                spent += 100L * arrived;
                underway -= arrived;
            }
            Instant now = NOON.plusSeconds(second);
            inFlight.served(AD, 100, spent, now);
            if (random.nextInt(10) == 0) {
                int delay = 1 + (int) (-Math.log(1 - random.nextDouble()) * 30);
                arrivals.merge(second + delay, 1, Integer::sum);
                underway++;
            }
            if (second > 2_000) {
                looks++;
                off += inFlight.estimate(AD, spent, now).ofCampaign() - 100.0 * underway;
            }
        }
        // Three clicks of 100 won on average.
        assertThat(off / looks).as("seed " + seed).isBetween(-60.0, 60.0);
    }

    @Test
    void addsUpTheCampaignsOfAnAdvertiser() {
        RankEntry other = ad("b").advertiser("seller-a").build();
        inFlight.served(AD, 1_000, 0, NOON);
        inFlight.served(other, 1_000, 0, NOON);

        InFlight.Estimate estimate = inFlight.estimate(AD, 0, NOON);
        assertThat(estimate.ofAdvertiser()).isGreaterThan(estimate.ofCampaign());
        assertThat(inFlight.total()).isBetween(80L, 100L);
    }

    @Test
    void keepsNoMoreCampaignsThanAllowedAndForgetsTheIdleOnes() {
        for (String name : new String[] {"b", "c", "d"}) {
            inFlight.served(ad(name).build(), 100, 0, NOON);
        }
        inFlight.served(AD, 100, 0, NOON.plusSeconds(60));
        assertThat(inFlight.estimate(AD, 0, NOON.plusSeconds(60))).isNull();

        Instant later = NOON.plus(Duration.ofMinutes(10));
        inFlight.served(AD, 100, 0, later);
        assertThat(inFlight.estimate(AD, 0, later)).isNotNull();
        assertThat(inFlight.estimate(ad("b").build(), 0, later)).isNull();
    }
}
