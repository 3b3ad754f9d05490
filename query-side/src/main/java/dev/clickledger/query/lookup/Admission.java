package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.query.auction.AuctionResult;
import dev.clickledger.query.auction.Entrance;
import dev.clickledger.query.dice.StableDice;
import dev.clickledger.query.pacing.DayPart;
import dev.clickledger.query.pacing.EvenPacing;
import dev.clickledger.query.pacing.InFlight;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.query.ranks.Spending;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who enters one auction, and who was left out why. An ad competes while what is left of its
 * budgets and balance covers its bid, and clicks under way leave at least half of it: so of the
 * clicks that a campaign's last money is raced for, about one in each such race is declined, and
 * nobody's last click goes unsold for fear of one that hardly ever comes.
 */
final class Admission implements Entrance {

    /** Campaigns that an auction remembers by name, of each kind. */
    static final int MOST_NAMED = 100;

    private final AdRequest request;
    private final RankLists ranks;
    private final InFlight inFlight;
    private final Supplier<DayPart> dayPart;
    private final long throttleSeed;
    private final Instant now;
    private final int[] leftOut = new int[LeftOut.values().length];
    private List<AuctionRecord.WithoutMoney> withoutMoney = List.of();
    private List<AuctionRecord.Paced> paced = List.of();
    private @Nullable DayPart day;
    private boolean complete = true;

    /**
     * @param dayPart asked for once, when somebody is paced evenly
     */
    Admission(
            AdRequest request,
            RankLists ranks,
            InFlight inFlight,
            Supplier<DayPart> dayPart,
            long throttleSeed,
            Instant now) {
        this.request = request;
        this.ranks = ranks;
        this.inFlight = inFlight;
        this.dayPart = dayPart;
        this.throttleSeed = throttleSeed;
        this.now = now;
    }

    @Override
    public boolean admits(RankEntry entry) {
        if (!request.fits(entry, now)) {
            leftOut[LeftOut.NOT_ELIGIBLE.ordinal()]++;
            return false;
        }
        Spending spent = ranks.spendingOf(entry);
        InFlight.Estimate underway = inFlight.estimate(entry, spent.inTotal(), now);
        return canPay(entry, spent, underway) && mayEnter(entry, spent, underway);
    }

    private boolean canPay(RankEntry entry, Spending spent, InFlight.@Nullable Estimate underway) {
        long bid = entry.bid().amount();
        long ofCampaign = leftOfBudget(entry.budget(), spent);
        if (Math.min(ofCampaign, spent.balance()) < bid) {
            return withoutMoney(LeftOut.OUT_OF_BUDGET, entry);
        }
        if (underway != null) {
            long left =
                    Math.min(
                            ofCampaign - underway.ofCampaign(),
                            spent.balance() - underway.ofAdvertiser());
            if (left < bid - bid / 2) {
                return withoutMoney(LeftOut.UNDERWAY, entry);
            }
        }
        return true;
    }

    private static long leftOfBudget(Budget budget, Spending spent) {
        long left = budget.mostOnADay().amount() - spent.onDay();
        Money inMonth = budget.mostInAMonth();
        if (inMonth != null) {
            left = Math.min(left, inMonth.amount() - spent.inMonth());
        }
        Money total = budget.total();
        return total == null ? left : Math.min(left, total.amount() - spent.inTotal());
    }

    private boolean mayEnter(
            RankEntry entry, Spending spent, InFlight.@Nullable Estimate underway) {
        if (entry.budget().pacing() == Pacing.ASAP) {
            return true;
        }
        String campaign = entry.campaignId().value();
        int chance = chanceOf(campaign, entry, spent, underway);
        if (StableDice.below(EvenPacing.ALWAYS, throttleSeed, campaign) < chance) {
            return true;
        }
        leftOut[LeftOut.PACED.ordinal()]++;
        return false;
    }

    /** One for all ads of a campaign: they enter together. */
    private int chanceOf(
            String campaign,
            RankEntry entry,
            Spending spent,
            InFlight.@Nullable Estimate underway) {
        for (AuctionRecord.Paced known : paced) {
            if (known.campaignId().equals(campaign)) {
                return known.chanceMillionths();
            }
        }
        if (day == null) {
            day = dayPart.get();
        }
        int chance =
                EvenPacing.chanceMillionths(
                        entry,
                        spent,
                        underway == null ? 0 : underway.ofCampaign(),
                        underway == null ? entry.bid().amount() : underway.click(),
                        day);
        if (paced.isEmpty()) {
            paced = new ArrayList<>();
        }
        if (hasRoom(paced)) {
            paced.add(new AuctionRecord.Paced(campaign, chance));
        }
        return chance;
    }

    private boolean withoutMoney(LeftOut reason, RankEntry entry) {
        leftOut[reason.ordinal()]++;
        var refused =
                new AuctionRecord.WithoutMoney(entry.campaignId().value(), entry.bid().amount());
        for (int i = 0; i < withoutMoney.size(); i++) {
            AuctionRecord.WithoutMoney known = withoutMoney.get(i);
            if (known.campaignId().equals(refused.campaignId())) {
                if (refused.leastBid() < known.leastBid()) {
                    withoutMoney.set(i, refused);
                }
                return false;
            }
        }
        if (withoutMoney.isEmpty()) {
            withoutMoney = new ArrayList<>();
        }
        if (hasRoom(withoutMoney)) {
            withoutMoney.add(refused);
        }
        return false;
    }

    private boolean hasRoom(List<?> named) {
        if (named.size() < MOST_NAMED) {
            return true;
        }
        complete = false;
        return false;
    }

    /** Of an auction that nobody won: how far the best came. */
    NoFillReason noFillReason(AuctionResult result) {
        if (result.belowReserve() > 0) {
            return NoFillReason.BELOW_RESERVE;
        }
        if (count(LeftOut.PACED) > 0) {
            return NoFillReason.PACED;
        }
        if (count(LeftOut.OUT_OF_BUDGET) + count(LeftOut.UNDERWAY) > 0) {
            return NoFillReason.OUT_OF_BUDGET;
        }
        return result.considered() > 0 ? NoFillReason.NOT_ELIGIBLE : NoFillReason.NO_CANDIDATES;
    }

    int count(LeftOut reason) {
        return leftOut[reason.ordinal()];
    }

    List<AuctionRecord.WithoutMoney> withoutMoney() {
        return withoutMoney;
    }

    List<AuctionRecord.Paced> paced() {
        return paced;
    }

    /** Whether everybody is remembered who was without money or paced. */
    boolean isComplete() {
        return complete;
    }
}
