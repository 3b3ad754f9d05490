package dev.clickledger.query.auction;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.readmodel.rank.RankEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A generalised second-price auction weighted by quality. Candidates stand in the order of rank =
 * bid × quality, ties by ad id. Who is shown pays the least multiple of the increment that still
 * beats the next candidate of another advertiser, never less than the reserve and never more than
 * the own bid. That next candidate counts whether it is shown or not: a page with fewer slots is
 * not cheaper, and two campaigns of one advertiser do not drive up each other's price.
 *
 * <p>The lists come sorted, so nothing is sorted here: the auction goes from the top and stops as
 * soon as every slot is taken and every price stands.
 */
public final class Auction {

    private final int adsPerAdvertiser;

    /**
     * @param adsPerAdvertiser how many ads of one advertiser a page shows at most
     */
    public Auction(int adsPerAdvertiser) {
        if (adsPerAdvertiser < 1) {
            throw new IllegalArgumentException("a page shows at least one ad of an advertiser");
        }
        this.adsPerAdvertiser = adsPerAdvertiser;
    }

    /** Bid × quality, in won millionths. */
    public static long rank(RankEntry entry) {
        return Math.multiplyExact(entry.bid().amount(), entry.quality());
    }

    /**
     * @param lists each {@link RankLists#BEST_FIRST}. An ad that is in several competes once, with
     *     the best of its entries that is admitted: the others neither win nor set a price
     * @param maxAds how many ads the page has room for
     */
    public AuctionResult run(
            List<List<RankEntry>> lists, Entrance entrance, PriceRule rule, int maxAds) {
        var page = new Page(maxAds, lists.size() > 1);
        var walk = new RankWalk(lists);
        int considered = 0;
        int belowReserve = 0;
        while (!page.isSettled()) {
            RankEntry entry = walk.next();
            if (entry == null) {
                break;
            }
            considered++;
            if (entrance.admits(entry)) {
                if (rule.admits(entry)) {
                    page.meet(entry, walk.rank());
                } else {
                    belowReserve++;
                }
            }
        }
        return new AuctionResult(page.winners(rule), considered, belowReserve);
    }

    /** The slots of a page while they fill; the last of them wait for a runner-up. */
    private final class Page {

        private final RankEntry[] shown;
        private final @Nullable Long[] runnersUp;
        private int size;
        private int unpriced;

        /** Ads that competed already; none where an ad can stand only once. */
        private final @Nullable Set<AdId> met;

        Page(int maxAds, boolean adsStandInSeveral) {
            shown = new RankEntry[maxAds];
            runnersUp = new Long[maxAds];
            met = adsStandInSeveral ? new HashSet<>() : null;
        }

        boolean isSettled() {
            return size == shown.length && unpriced == 0;
        }

        void meet(RankEntry entry, long rank) {
            if (met != null && !met.add(entry.adId())) {
                return;
            }
            if (unpriced > 0) {
                setPrices(entry.advertiserId(), rank);
            }
            if (size < shown.length && hasRoomFor(entry)) {
                shown[size++] = entry;
                unpriced++;
            }
        }

        /** Whoever waits is of one advertiser: the first one of another ends the wait of all. */
        private void setPrices(AdvertiserId advertiser, long rank) {
            if (!shown[size - 1].advertiserId().equals(advertiser)) {
                for (int i = size - unpriced; i < size; i++) {
                    runnersUp[i] = rank;
                }
                unpriced = 0;
            }
        }

        private boolean hasRoomFor(RankEntry entry) {
            int ofAdvertiser = 0;
            for (int i = 0; i < size; i++) {
                if (shown[i].productId().equals(entry.productId())
                        || (shown[i].advertiserId().equals(entry.advertiserId())
                                && ++ofAdvertiser == adsPerAdvertiser)) {
                    return false;
                }
            }
            return true;
        }

        List<Winner> winners(PriceRule rule) {
            List<Winner> winners = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                Long runnerUp = runnersUp[i];
                winners.add(new Winner(shown[i], i + 1, rule.price(shown[i], runnerUp), runnerUp));
            }
            return winners;
        }
    }
}
