package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.ClickCharged;
import dev.clickledger.contracts.events.BalanceEvent.ClickDeclined;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import dev.clickledger.domain.balance.Balance;
import dev.clickledger.domain.balance.BalanceCommand;
import dev.clickledger.domain.balance.ChargeClicks;
import dev.clickledger.domain.balance.ClickToCharge;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.balance.OpenBalance;
import dev.clickledger.domain.balance.SetAdvertiserSpending;
import dev.clickledger.domain.balance.TopUpBalance;
import dev.clickledger.query.auctionlog.AuctionLog;
import dev.clickledger.query.pacing.InFlight;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.query.ranks.RankSource;
import dev.clickledger.query.ranks.Spending;
import dev.clickledger.query.ranks.TrafficCurve;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A shelf page with shoppers, in simulated time: the real lookup, auction and pacing over the real
 * balances, with clicks that take their time and a projection that follows behind.
 */
final class SimulatedMarket implements RankSource {

    private static final Duration CLICK_DELAY = Duration.ofSeconds(25);
    private static final Duration PROJECTION_LAG = Duration.ofMillis(300);
    private static final double[] CLICKED = {0.12, 0.08, 0.05};

    /** Called with each click's event, in order. */
    interface Watcher {
        void decided(BalanceEvent event, Instant at);
    }

    private record Due(Instant at, long order, Runnable act) {}

    private final Random random;
    private final Watcher watcher;
    private final InFlight inFlight;
    private final List<RankEntry> entries;
    private final Map<String, Balance> books = new HashMap<>();
    private final Map<String, Long> balances = new HashMap<>();
    private final Map<String, Long> spent = new HashMap<>();
    private final Map<LocalDate, long[]> traffic = new HashMap<>();
    private final PriorityQueue<Due> underway =
            new PriorityQueue<>(
                    (a, b) ->
                            a.at().equals(b.at())
                                    ? Long.compare(a.order(), b.order())
                                    : a.at().compareTo(b.at()));
    private final AdTokens tokens =
            new AdTokens(SigningKeys.parse(List.of(SigningKeys.line(1, new byte[32]))));
    private final AdLookup lookup;
    private long order;

    SimulatedMarket(long seed, List<RankEntry> ads, Instant opens, Watcher watcher) {
        this.random = new Random(seed);
        this.watcher = watcher;
        this.inFlight = new InFlight(Duration.ofSeconds(30), 1_000);
        this.entries = ads.stream().sorted(RankLists.BEST_FIRST).toList();
        this.lookup =
                new AdLookup(
                        this,
                        Policies.ORDINARY,
                        inFlight,
                        tokens,
                        random,
                        AuctionLog.NONE,
                        new LookupMetrics(new SimpleMeterRegistry(), inFlight));
        ads.forEach(ad -> open(ad, opens));
    }

    private void open(RankEntry ad, Instant at) {
        books.put(ad.advertiserId().value(), new Balance());
        balances.put(ad.advertiserId().value(), 1_000_000_000L);
        for (BalanceCommand command :
                List.of(
                        new OpenBalance(ad.advertiserId(), at),
                        new TopUpBalance(
                                ad.advertiserId(),
                                Money.won(1_000_000_000),
                                null,
                                PaymentMethod.CARD,
                                "pay-" + ad.advertiserId(),
                                at),
                        new SetAdvertiserSpending(
                                ad.advertiserId(), AdvertiserSpending.ALLOWED, at),
                        new LimitSpending(
                                ad.advertiserId(),
                                ad.campaignId(),
                                CampaignSpending.ACTIVE,
                                new Period(ad.startsAt(), ad.endsAt()),
                                ad.budget(),
                                at))) {
            decide(command);
        }
    }

    private List<BalanceEvent> decide(BalanceCommand command) {
        Balance balance = books.get(command.advertiserId().value());
        List<BalanceEvent> events = balance.decide(command);
        events.forEach(balance::evolve);
        return events;
    }

    /** All lookups of one business day, spread as the curve says, and what comes of them. */
    void live(LocalDate day, DemandCurve curve, int lookups) {
        Instant midnight = BusinessDays.SEOUL.startOf(day);
        for (int i = 0; i < lookups; i++) {
            Instant at =
                    midnight.plusMillis(curve.millisThrough((i + random.nextDouble()) / lookups));
            settleThrough(at);
            look(at);
        }
    }

    void settleThrough(Instant now) {
        while (!underway.isEmpty() && !underway.peek().at().isAfter(now)) {
            underway.poll().act().run();
        }
    }

    private void look(Instant now) {
        AdsAnswer answer = lookup.find(Page.page().maxAds(CLICKED.length).build(), now);
        for (AdsAnswer.Ad ad : answer.ads()) {
            if (random.nextDouble() < CLICKED[ad.position() - 1]) {
                double delay = -Math.log(1 - random.nextDouble()) * CLICK_DELAY.toMillis();
                ServedAd served = tokens.verify(ad.adToken());
                // A token is good for an hour.
                schedule(
                        now.plusMillis(Math.min((long) delay, 3_500_000)), at -> click(served, at));
            }
        }
    }

    private void click(ServedAd ad, Instant at) {
        var device = new DeviceId("device-" + random.nextInt(100_000));
        var click = new ClickToCharge(ad, device, new SessionId("visit"), at);
        for (BalanceEvent event : decide(new ChargeClicks(ad.advertiserId(), List.of(click), at))) {
            watcher.decided(event, at);
            schedule(at.plus(PROJECTION_LAG), ignored -> project(event));
        }
    }

    private void project(BalanceEvent event) {
        switch (event) {
            case ClickCharged e -> {
                String campaign = e.ad().campaignId().value();
                balances.put(e.advertiserId().value(), e.balanceAfter().amount());
                spent.put(campaign + "/" + e.businessDay(), e.spentOnDay().amount());
                spent.merge(
                        campaign + "/" + YearMonth.from(e.businessDay()),
                        e.amount().amount(),
                        Math::addExact);
                spent.put(campaign, e.spentInTotal().amount());
                count(e.businessDay(), e.at());
            }
            case ClickDeclined e -> count(e.businessDay(), e.at());
            default -> throw new IllegalStateException("no click: " + event);
        }
    }

    private void count(LocalDate day, Instant at) {
        long millis = Duration.between(BusinessDays.SEOUL.startOf(day), at).toMillis();
        traffic.computeIfAbsent(day, ignored -> new long[96])[(int) (millis / 900_000)]++;
    }

    private void schedule(Instant at, java.util.function.Consumer<Instant> act) {
        underway.add(new Due(at, order++, () -> act.accept(at)));
    }

    @Override
    public RankLists ranks(List<RankKey> keys, LocalDate businessDay) {
        return new RankLists() {
            @Override
            public long version() {
                return 1;
            }

            @Override
            public List<List<RankEntry>> lists() {
                return List.of(entries);
            }

            @Override
            public Spending spendingOf(RankEntry entry) {
                String campaign = entry.campaignId().value();
                return new Spending(
                        balances.get(entry.advertiserId().value()),
                        spent.getOrDefault(campaign + "/" + businessDay, 0L),
                        spent.getOrDefault(campaign + "/" + YearMonth.from(businessDay), 0L),
                        spent.getOrDefault(campaign, 0L));
            }
        };
    }

    @Override
    public TrafficCurve trafficCurve(LocalDate businessDay) {
        long[] counts = new long[96];
        for (int back = 1; back <= 7; back++) {
            long[] day = traffic.get(businessDay.minusDays(back));
            for (int i = 0; day != null && i < 96; i++) {
                counts[i] += day[i];
            }
        }
        return new TrafficCurve(counts);
    }
}
