package dev.clickledger.local.demo.books;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.local.demo.journal.JournalLine.Refund;
import dev.clickledger.local.demo.replay.ChargedClick;
import dev.clickledger.local.demo.replay.SentOrder;
import dev.clickledger.local.demo.replay.Tally;
import dev.clickledger.local.demo.replay.Tally.Count;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Compares five accounts of the same money: the answers that were given, the event store, the
 * balances that the read API tells, the totals of the stream job, and what the rules demand.
 */
public final class Books {

    /** More would only repeat what the first say. */
    static final int MOST_DEVIATIONS = 20;

    private final Map<AdvertiserId, Money> topUps;
    private final Map<AdvertiserId, Money> balances;
    private final StoredAccount stored;
    private final Tally tally;
    private final Collection<ChargedClick> charged;
    private final Oracle rules;
    private final long impressionsCounted;
    private final ToldPerformance performance;
    private final List<String> deviations = new ArrayList<>();

    /**
     * @param topUps what each advertiser paid in
     * @param balances what the read API tells at the end
     * @param impressionsCounted from the topic, served
     * @param performance what the stream job told
     */
    public Books(
            Map<AdvertiserId, Money> topUps,
            Map<AdvertiserId, Money> balances,
            StoredAccount stored,
            Tally tally,
            Collection<ChargedClick> charged,
            Collection<SentOrder> orders,
            long impressionsCounted,
            ToldPerformance performance) {
        this.topUps = topUps;
        this.balances = balances;
        this.stored = stored;
        this.tally = tally;
        this.charged = charged;
        this.rules = new Oracle(charged, orders);
        this.impressionsCounted = impressionsCounted;
        this.performance = performance;
    }

    public Balanced check() {
        checkImpressions();
        checkClicks();
        checkRefunds();
        checkSame("conversion", rules.conversions(), stored.conversions());
        checkSame("retraction", rules.retractions(), stored.retractions());
        checkPerformance();
        checkBalances();
        Money in = sum(topUps.values());
        Money left = sum(balances.values());
        Money charges = Money.won(tally.of(Count.CHARGED_WON));
        Money refunds = sum(stored.refunds().stream().map(Refund::amount).toList());
        Money difference = charges.minus(refunds).minus(in.minus(left));
        if (!difference.equals(Money.ZERO)) {
            deviates("charged − refunded and top-ups − balances differ by " + difference);
        }
        return new Balanced(in, left, charges, refunds, difference, List.copyOf(deviations));
    }

    /** Every ad was seen, reported, taken and counted, once. */
    private void checkImpressions() {
        long ads = tally.of(Count.ADS_RETURNED);
        if (ads != tally.of(Count.IMPRESSIONS)) {
            deviates(
                    "%d ads were shown, %d impressions taken"
                            .formatted(ads, tally.of(Count.IMPRESSIONS)));
        }
        if (impressionsCounted != tally.of(Count.IMPRESSIONS)) {
            deviates(
                    "%d impressions were taken, %d counted"
                            .formatted(tally.of(Count.IMPRESSIONS), impressionsCounted));
        }
    }

    /** What was answered is what is stored, click by click. */
    private void checkClicks() {
        Map<ClickId, Money> answered = new HashMap<>();
        for (ChargedClick click : charged) {
            answered.put(click.id(), Money.won(click.won()));
        }
        checkSame("charge", answered.entrySet(), stored.charges().entrySet());
        long declined = tally.declined().values().stream().mapToLong(Long::longValue).sum();
        if (declined != stored.declined()) {
            deviates(
                    declined
                            + " clicks were answered as declined, "
                            + stored.declined()
                            + " are stored");
        }
    }

    private void checkRefunds() {
        // Of a window with very many duplicates the job tells in parts, each with a suffix.
        Function<Refund, Refund> withoutPart =
                refund ->
                        new Refund(
                                refund.at(),
                                windowOf(refund.compensationId()),
                                refund.clickId(),
                                refund.advertiserId(),
                                refund.amount(),
                                refund.reason());
        checkSame("refund", rules.refunds(), stored.refunds().stream().map(withoutPart).toList());
    }

    private static String windowOf(String compensationId) {
        int length = "dup-".length() + 36;
        return compensationId.startsWith("dup-") && compensationId.length() > length
                ? compensationId.substring(0, length)
                : compensationId;
    }

    /** What was added up from topics is what the event store adds up to. */
    private void checkPerformance() {
        ToldPerformance follows =
                new ToldPerformance(
                        tally.of(Count.IMPRESSIONS),
                        stored.charges().size(),
                        sum(stored.charges().values()).amount(),
                        stored.refunds().size(),
                        sum(stored.refunds().stream().map(Refund::amount).toList()).amount(),
                        stored.conversions().size() - stored.retractions().size());
        if (!performance.equals(follows)) {
            deviates("the stream job told %s, the events give %s".formatted(performance, follows));
        }
    }

    private void checkBalances() {
        for (AdvertiserId advertiser : topUps.keySet()) {
            Money told = balances.get(advertiser);
            Money replayed = stored.balances().get(advertiser);
            if (told == null || !Objects.equals(told, replayed)) {
                deviates(
                        "balance of %s is told as %s, its events give %s"
                                .formatted(advertiser, told, replayed));
            } else if (told.isNegative()) {
                deviates("balance of " + advertiser + " is " + told);
            }
        }
    }

    private <T> void checkSame(String what, Collection<T> demanded, Collection<T> found) {
        Set<T> missing = new HashSet<>(demanded);
        Set<T> surplus = new HashSet<>();
        for (T one : found) {
            if (!missing.remove(one)) {
                surplus.add(one);
            }
        }
        missing.forEach(one -> deviates(what + " missing: " + one));
        surplus.forEach(one -> deviates(what + " that nothing calls for: " + one));
    }

    private void deviates(String what) {
        if (deviations.size() < MOST_DEVIATIONS) {
            deviations.add(what);
        }
    }

    private static Money sum(Collection<Money> amounts) {
        return amounts.stream().reduce(Money.ZERO, Money::plus);
    }
}
