package dev.clickledger.domain.balance;

import static dev.clickledger.domain.Samples.ADVERTISER;
import static dev.clickledger.domain.Samples.DEVICE;
import static dev.clickledger.domain.Samples.NOW;
import static dev.clickledger.domain.Samples.SESSION;
import static dev.clickledger.domain.Samples.ad;
import static dev.clickledger.domain.Samples.won;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceOpened;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.BalanceEvent.ClickRefunded;
import dev.clickledger.contracts.events.BalanceEvent.SpendingLimitSet;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.DeclineReason;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.domain.Seed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random lives of a balance, each event checked against books kept the slow and obvious way: all
 * charges in a list, summed up anew each time.
 */
class BalancePropertyTest {

    private static final int LIVES = 300;
    private static final int COMMANDS = 60;

    private final Map<DeclineReason, Integer> declines = new EnumMap<>(DeclineReason.class);
    private int charges;
    private int monthsUsedUp;
    private int refunds;

    @Test
    void neverSpendsAWonThatIsNotThere() {
        Seed seed = Seed.next("BalancePropertyTest");
        for (int life = 0; life < LIVES; life++) {
            new Life(seed.random(life)).live();
        }

        // The lives were worth living: everything that can happen did.
        assertThat(charges).isPositive();
        assertThat(refunds).isPositive();
        assertThat(monthsUsedUp).isPositive();
        assertThat(declines.keySet())
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(DeclineReason.class));
    }

    private record Charge(ClickCharged event) {}

    private final class Life {

        private final RandomGenerator random;
        private final Set<ClickId> crawled = new HashSet<>();
        private Balance balance = new Balance();
        private final List<BalanceEvent> history = new ArrayList<>();
        private final List<Charge> standing = new ArrayList<>();
        private final Map<CampaignId, SpendingLimitSet> limits = new HashMap<>();
        private AdvertiserSpending spending = AdvertiserSpending.NOT_APPROVED;
        private long toppedUp;
        private int clicks;
        private Instant now;

        Life(RandomGenerator random) {
            this.random = random;
            // Every other life begins in the last days of a month.
            this.now = NOW.plus(Duration.ofDays(random.nextBoolean() ? 14 : random.nextInt(40)));
        }

        void live() {
            handle(new OpenBalance(ADVERTISER, now));
            handle(new SetAdvertiserSpending(ADVERTISER, AdvertiserSpending.ALLOWED, now));
            for (int i = 0; i < COMMANDS; i++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(240)));
                if (random.nextInt(30) == 0) {
                    now = now.plus(Duration.ofDays(random.nextInt(12)));
                }
                handle(command());
                if (random.nextInt(10) == 0) {
                    // As after a cold start: what is decided from here on rests on a snapshot.
                    balance = new Balance(balance.toSnapshot(ADVERTISER));
                }
            }
            replayArrivesAtTheSameBooks();
        }

        private BalanceCommand command() {
            return switch (random.nextInt(10)) {
                case 0 -> topUp();
                case 1, 2 -> limit();
                case 3 -> refund();
                case 4 -> random.nextInt(5) > 0 ? topUp() : spending();
                default -> charge();
            };
        }

        private TopUpBalance topUp() {
            return new TopUpBalance(
                    ADVERTISER,
                    won(random.nextLong(1, 5_000)),
                    null,
                    PaymentMethod.BANK_TRANSFER,
                    "pay",
                    now);
        }

        private SetAdvertiserSpending spending() {
            AdvertiserSpending next =
                    random.nextBoolean()
                            ? AdvertiserSpending.SUSPENDED
                            : AdvertiserSpending.ALLOWED;
            return new SetAdvertiserSpending(ADVERTISER, next, now);
        }

        private LimitSpending limit() {
            CampaignSpending state =
                    random.nextInt(4) > 0
                            ? CampaignSpending.ACTIVE
                            : CampaignSpending.values()[random.nextInt(3)];
            Long total = random.nextBoolean() ? null : 3_000 + random.nextLong(8_000);
            Instant starts = NOW.minus(Duration.ofDays(1));
            Period period =
                    new Period(
                            starts,
                            random.nextInt(3) > 0
                                    ? null
                                    : now.plus(Duration.ofMinutes(random.nextInt(600))));
            return new LimitSpending(ADVERTISER, campaign(), state, period, budget(total), now);
        }

        /** Of either mode, some so small that what was spent before is a month's worth. */
        private Budget budget(Long total) {
            long daily = random.nextLong(random.nextBoolean() ? 20 : 100, 3_000);
            return new Budget(
                    won(random.nextInt(4) == 0 ? daily / 20 : daily),
                    total == null ? null : won(total),
                    random.nextBoolean() ? BudgetMode.AVERAGED : BudgetMode.STRICT,
                    random.nextBoolean() ? Pacing.EVEN : Pacing.ASAP);
        }

        private ChargeClicks charge() {
            var group = new ArrayList<ClickToCharge>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                long price = 10 * random.nextLong(7, 60);
                // Now and then a group spans midnight in Seoul, there and back; of a month, too.
                Instant at = now.plus(Duration.ofHours(random.nextInt(10) == 0 ? 12 : 0));
                ServedAd ad = ad(++clicks, campaign(), price);
                boolean invalid = random.nextInt(20) == 0;
                if (invalid) {
                    crawled.add(ad.clickId());
                }
                group.add(new ClickToCharge(ad, DEVICE, SESSION, at, invalid));
            }
            return new ChargeClicks(ADVERTISER, group, now);
        }

        private RefundClicks refund() {
            var group = new ArrayList<ClickToRefund>();
            for (int i = random.nextInt(4); i > 0 && !standing.isEmpty(); i--) {
                ClickCharged charged = standing.remove(random.nextInt(standing.size())).event();
                group.add(
                        new ClickToRefund(
                                charged.ad().clickId(),
                                charged.ad().campaignId(),
                                charged.amount(),
                                charged.businessDay()));
                refunding.add(charged);
            }
            return new RefundClicks(ADVERTISER, "dup", "DUPLICATE_CLICK_DETECTED", group, now);
        }

        /** Taken out of {@link #standing} one by one, as the refund events come. */
        private final List<ClickCharged> refunding = new ArrayList<>();

        private CampaignId campaign() {
            return new CampaignId("campaign_" + random.nextInt(3));
        }

        private void handle(BalanceCommand command) {
            for (BalanceEvent event : balance.decide(command)) {
                check(event);
                balance.evolve(event);
                history.add(event);
            }
            assertThat(balance.balance()).isEqualTo(won(expectedBalance()));
        }

        private void check(BalanceEvent event) {
            switch (event) {
                case BalanceOpened e -> {}
                case BalanceToppedUp e -> {
                    toppedUp += e.amount().amount();
                    assertThat(e.balanceAfter()).isEqualTo(won(expectedBalance()));
                }
                case AdvertiserSpendingSet e -> spending = e.spending();
                case SpendingLimitSet e -> limits.put(e.campaignId(), e);
                case ClickCharged e -> checkCharge(e);
                case ClickDeclined e -> {
                    declines.merge(e.reason(), 1, Integer::sum);
                    assertThat(e.reason()).isEqualTo(reasonToDecline(e));
                }
                case ClickRefunded e -> checkRefund(e);
            }
        }

        private void checkCharge(ClickCharged e) {
            charges++;
            CampaignId campaign = e.ad().campaignId();
            SpendingLimitSet limit = limits.get(campaign);
            assertThat(spending).isEqualTo(AdvertiserSpending.ALLOWED);
            assertThat(limit.spending()).isEqualTo(CampaignSpending.ACTIVE);
            assertThat(limit.period().contains(e.at())).isTrue();
            assertThat(crawled).doesNotContain(e.ad().clickId());
            assertThat(e.amount()).isEqualTo(e.ad().price());
            assertThat(e.businessDay()).isEqualTo(BusinessDays.SEOUL.of(e.at()));
            standing.add(new Charge(e));
            long onDay = spentOn(campaign, e.businessDay());
            long inTotal = spent(campaign);
            assertThat(e.spentOnDay()).isEqualTo(won(onDay));
            assertThat(e.spentInTotal()).isEqualTo(won(inTotal));
            assertThat(onDay).isLessThanOrEqualTo(mostOnADay(limit.budget()));
            assertThat(spentInMonth(campaign, e.businessDay()))
                    .isLessThanOrEqualTo(mostInAMonth(limit.budget()));
            if (limit.budget().total() != null) {
                assertThat(inTotal).isLessThanOrEqualTo(limit.budget().total().amount());
            }
            assertThat(e.balanceAfter()).isEqualTo(won(expectedBalance()));
            assertThat(e.balanceAfter().isNegative()).isFalse();
        }

        private void checkRefund(ClickRefunded e) {
            refunds++;
            refunding.remove(0);
            assertThat(e.spentOnDay()).isEqualTo(won(spentOn(e.campaignId(), e.businessDay())));
            assertThat(e.spentInTotal()).isEqualTo(won(spent(e.campaignId())));
            assertThat(e.balanceAfter()).isEqualTo(won(expectedBalance()));
        }

        private DeclineReason reasonToDecline(ClickDeclined e) {
            CampaignId campaign = e.ad().campaignId();
            long price = e.ad().price().amount();
            SpendingLimitSet limit = limits.get(campaign);
            if (spending != AdvertiserSpending.ALLOWED) {
                return DeclineReason.ADVERTISER_SUSPENDED;
            } else if (limit == null || limit.spending() == CampaignSpending.ENDED) {
                return DeclineReason.CAMPAIGN_ENDED;
            } else if (limit.spending() == CampaignSpending.PAUSED) {
                return DeclineReason.CAMPAIGN_PAUSED;
            } else if (!limit.period().contains(e.at())) {
                return DeclineReason.OUTSIDE_PERIOD;
            } else if (crawled.contains(e.ad().clickId())) {
                return DeclineReason.INVALID_TRAFFIC;
            } else if (limit.budget().total() != null
                    && spent(campaign) + price > limit.budget().total().amount()) {
                return DeclineReason.TOTAL_BUDGET;
            } else if (spentOn(campaign, e.businessDay()) + price > mostOnADay(limit.budget())) {
                return DeclineReason.DAILY_BUDGET;
            } else if (spentInMonth(campaign, e.businessDay()) + price
                    > mostInAMonth(limit.budget())) {
                monthsUsedUp++;
                return DeclineReason.DAILY_BUDGET;
            }
            assertThat(price).isGreaterThan(expectedBalance());
            return DeclineReason.INSUFFICIENT_BALANCE;
        }

        private static long mostOnADay(Budget budget) {
            long daily = budget.daily().amount();
            return budget.mode() == BudgetMode.AVERAGED ? daily + daily : daily;
        }

        private static long mostInAMonth(Budget budget) {
            return budget.mode() == BudgetMode.AVERAGED
                    ? BigDecimal.valueOf(budget.daily().amount())
                            .multiply(new BigDecimal("30.4"))
                            .setScale(0, RoundingMode.FLOOR)
                            .longValueExact()
                    : Long.MAX_VALUE;
        }

        private long spentInMonth(CampaignId campaign, LocalDate day) {
            return charged()
                    .filter(e -> e.ad().campaignId().equals(campaign))
                    .filter(e -> e.businessDay().getYear() == day.getYear())
                    .filter(e -> e.businessDay().getMonth() == day.getMonth())
                    .mapToLong(e -> e.amount().amount())
                    .sum();
        }

        private long expectedBalance() {
            return toppedUp - charged().mapToLong(e -> e.amount().amount()).sum();
        }

        private long spent(CampaignId campaign) {
            return charged()
                    .filter(e -> e.ad().campaignId().equals(campaign))
                    .mapToLong(e -> e.amount().amount())
                    .sum();
        }

        private long spentOn(CampaignId campaign, LocalDate day) {
            return charged()
                    .filter(e -> e.ad().campaignId().equals(campaign))
                    .filter(e -> e.businessDay().equals(day))
                    .mapToLong(e -> e.amount().amount())
                    .sum();
        }

        /** Every charge that was not given back. */
        private Stream<ClickCharged> charged() {
            return Stream.concat(standing.stream().map(Charge::event), refunding.stream());
        }

        private void replayArrivesAtTheSameBooks() {
            var replayed = new Balance();
            history.forEach(replayed::evolve);
            assertThat(replayed.toSnapshot(ADVERTISER)).isEqualTo(balance.toSnapshot(ADVERTISER));
        }
    }
}
