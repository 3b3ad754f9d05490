package dev.clickledger.query.lookup;

import static dev.clickledger.query.AdInRank.ad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What budgets and pacing promise, on whole days of seeded shoppers. Prints what it found. */
class PacingOnSimulatedDaysTest {

    private static final LocalDate FIRST_DAY = LocalDate.parse("2017-11-01");
    private static final int LEARNING_DAYS = 2;

    @Test
    void averagedNeverSpendsMoreThanTwiceADayNorMoreThanAMonthsWorth() {
        long seed = 2_030;
        List<RankEntry> ads =
                List.of(
                        ad("averaged-asap").bid(900).daily(15_000).averaged().build(),
                        ad("averaged-even").bid(800).daily(15_000).averaged().even().build(),
                        ad("rich-1").bid(400).daily(100_000_000).build(),
                        ad("rich-2").bid(380).daily(100_000_000).build(),
                        ad("rich-3").bid(360).daily(100_000_000).build(),
                        ad("rich-4").bid(340).daily(100_000_000).build());
        DemandCurve curve = DemandCurve.LUNCH_AND_EVENING;
        var books = new Books(ads, curve);
        var market = new SimulatedMarket(seed, ads, start(FIRST_DAY), books);
        int days = 45;
        for (int day = 0; day < days; day++) {
            // Weekends see hardly any demand, the days after them much.
            market.live(FIRST_DAY.plusDays(day), curve, day % 7 < 2 ? 100 : 1_500);
        }
        market.settleThrough(start(FIRST_DAY.plusDays(days + 1)));

        for (RankEntry entry : ads) {
            if (entry.budget().mode() == BudgetMode.AVERAGED) {
                String campaign = entry.campaignId().value();
                long onDay = books.mostOnADay(campaign);
                long november = books.spentIn(campaign, YearMonth.from(FIRST_DAY));
                System.out.printf(
                        "seed %d: %s, 15,000 a day: most on a day %,d won, in November %,d won, %d"
                                + " declined of %d%n",
                        seed,
                        campaign,
                        onDay,
                        november,
                        books.declines(campaign),
                        books.charges(campaign) + books.declines(campaign));
                assertThat(onDay).isBetween(20_000L, 30_000L);
                assertThat(november).isBetween(400_000L, 456_000L);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(DemandCurve.class)
    void strictNeverOverspendsAndEvenFollowsTheCurve(DemandCurve curve) {
        long seed = 2_026 + curve.ordinal();
        List<RankEntry> ads =
                List.of(
                        ad("even-large").bid(900).daily(200_000).even().build(),
                        ad("even-middle").bid(800).daily(90_000).even().build(),
                        ad("even-small").bid(600).daily(30_000).even().build(),
                        ad("asap-large").bid(850).daily(120_000).build(),
                        ad("asap-small").bid(650).daily(20_000).build(),
                        ad("rich-1").bid(400).daily(100_000_000).build(),
                        ad("rich-2").bid(380).daily(100_000_000).build(),
                        ad("rich-3").bid(360).daily(100_000_000).build(),
                        ad("rich-4").bid(340).daily(100_000_000).build());
        var books = new Books(ads, curve);
        var market = new SimulatedMarket(seed, ads, start(FIRST_DAY), books);
        int days = LEARNING_DAYS + 4;
        for (int day = 0; day < days; day++) {
            // Some days are busier than others.
            market.live(FIRST_DAY.plusDays(day), curve, 12_000 + 1_500 * (day % 3));
        }
        market.settleThrough(start(FIRST_DAY.plusDays(days + 1)));

        books.print("seed " + seed + ", " + curve);
        for (RankEntry entry : ads) {
            String campaign = entry.campaignId().value();
            Budget budget = entry.budget();
            for (int day = 0; day < days; day++) {
                LocalDate date = FIRST_DAY.plusDays(day);
                String what = "seed " + seed + ", " + curve + ", " + campaign + " on " + date;
                long spent = books.spentOn(campaign, date);
                assertThat(spent).as(what).isLessThanOrEqualTo(budget.daily().amount());
                if (budget.pacing() == Pacing.EVEN && day >= LEARNING_DAYS) {
                    assertThat(spent).as(what).isGreaterThanOrEqualTo(permille(budget, 980));
                    assertThat(books.mostAhead(campaign, date))
                            .as(what)
                            .isLessThanOrEqualTo(permille(budget, 100));
                }
            }
            assertThat(books.declines(campaign))
                    .as("declines of " + campaign)
                    .isLessThanOrEqualTo(books.charges(campaign) / 50 + days);
        }
    }

    private static Instant start(LocalDate day) {
        return BusinessDays.SEOUL.startOf(day);
    }

    private static long permille(Budget budget, long permille) {
        return budget.daily().amount() * permille / 1_000;
    }

    /** What was charged, and how far ahead of the true demand. */
    private static final class Books implements SimulatedMarket.Watcher {

        private final Map<String, Budget> budgets = new TreeMap<>();
        private final DemandCurve curve;
        private final Map<String, TreeMap<LocalDate, Long>> spent = new HashMap<>();
        private final Map<String, Long> ahead = new HashMap<>();
        private final Map<String, Integer> charges = new HashMap<>();
        private final Map<String, Integer> declines = new HashMap<>();

        Books(List<RankEntry> ads, DemandCurve curve) {
            ads.forEach(ad -> budgets.put(ad.campaignId().value(), ad.budget()));
            this.curve = curve;
        }

        @Override
        public void decided(BalanceEvent event, Instant at) {
            switch (event) {
                case ClickCharged e -> {
                    String campaign = e.ad().campaignId().value();
                    charges.merge(campaign, 1, Integer::sum);
                    spent.computeIfAbsent(campaign, ignored -> new TreeMap<>())
                            .merge(e.businessDay(), e.amount().amount(), Long::sum);
                    long millis = Duration.between(start(e.businessDay()), at).toMillis();
                    double expected =
                            budgets.get(campaign).daily().amount() * curve.partThrough(millis);
                    ahead.merge(
                            campaign + e.businessDay(),
                            spentOn(campaign, e.businessDay()) - (long) expected,
                            Math::max);
                }
                case ClickDeclined e ->
                        declines.merge(e.ad().campaignId().value(), 1, Integer::sum);
                default -> throw new IllegalStateException("no click: " + event);
            }
        }

        long spentOn(String campaign, LocalDate day) {
            return spent.getOrDefault(campaign, new TreeMap<>()).getOrDefault(day, 0L);
        }

        long mostAhead(String campaign, LocalDate day) {
            return ahead.getOrDefault(campaign + day, 0L);
        }

        long mostOnADay(String campaign) {
            return spent.get(campaign).values().stream().mapToLong(Long::longValue).max().orElse(0);
        }

        long spentIn(String campaign, YearMonth month) {
            return spent
                    .get(campaign)
                    .subMap(month.atDay(1), true, month.atEndOfMonth(), true)
                    .values()
                    .stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        int charges(String campaign) {
            return charges.getOrDefault(campaign, 0);
        }

        int declines(String campaign) {
            return declines.getOrDefault(campaign, 0);
        }

        void print(String title) {
            System.out.println(title);
            budgets.forEach(
                    (campaign, budget) -> {
                        var line = new StringBuilder();
                        spent.getOrDefault(campaign, new TreeMap<>())
                                .forEach(
                                        (day, won) ->
                                                line.append(
                                                        String.format(
                                                                " %.1f%% (%+.1f)",
                                                                100.0
                                                                        * won
                                                                        / budget.daily().amount(),
                                                                100.0
                                                                        * mostAhead(campaign, day)
                                                                        / budget.daily()
                                                                                .amount())));
                        System.out.printf(
                                "  %-20s %s, most ahead of the curve in brackets:%s; %d of %d"
                                        + " clicks declined%n",
                                campaign,
                                budget.pacing(),
                                line,
                                declines(campaign),
                                declines(campaign) + charges(campaign));
                    });
        }
    }
}
