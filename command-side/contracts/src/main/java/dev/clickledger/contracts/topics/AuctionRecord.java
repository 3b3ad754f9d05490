package dev.clickledger.contracts.topics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code auction-log}, keyed by auction_id: an ad lookup, filled or not, and what decided it. It
 * names no device: whom a past auction was for is not needed to run it again.
 *
 * @param timestamp "now" of the lookup: periods and the business day go by it
 * @param category of the page
 * @param excludedProductIds that the page wanted not to be shown, sorted
 * @param rankVersion offset of the newest event that is in the ranks
 * @param throttleSeed what the dice of evenly paced campaigns were thrown from; 53 bits, so that
 *     every reader of JSON gets it whole
 * @param experiment the price experiment that the device took part in, if any
 * @param reserve the least a click cost here, in won
 * @param increment prices are multiples of it, in won
 * @param pricing SECOND_PRICE or FIRST_PRICE
 * @param policyVersion version of the auction's rules
 * @param candidates entries of all rank lists that compete for the page
 * @param considered how many of them were looked at, from the best down, until winners and prices
 *     stood firm; the numbers that follow are of these
 * @param leftOut how many were left out, by reason
 * @param withoutMoney campaigns that could not pay, clicks under way included; a later look at the
 *     ledger can't tell what was under way
 * @param paced evenly paced campaigns that were fit to enter
 * @param complete whether {@code withoutMoney} and {@code paced} name all there were
 * @param noFillReason why there are no winners
 */
public record AuctionRecord(
        String auctionId,
        Instant timestamp,
        String placement,
        @Nullable String category,
        @Nullable String searchTerm,
        List<String> excludedProductIds,
        int maxAds,
        @Nullable String deviceType,
        @Nullable String ageGroup,
        @Nullable String publisherId,
        long rankVersion,
        long throttleSeed,
        @Nullable String experiment,
        long reserve,
        long increment,
        String pricing,
        int policyVersion,
        int adsPerAdvertiser,
        int candidates,
        int considered,
        Map<String, Integer> leftOut,
        List<WithoutMoney> withoutMoney,
        List<Paced> paced,
        boolean complete,
        List<Winner> winners,
        @Nullable String noFillReason) {

    /**
     * @param leastBid the least of its bids that it could not pay, in won
     */
    public record WithoutMoney(String campaignId, long leastBid) {}

    /**
     * @param chanceMillionths of entering: it entered if the dice fell below it
     */
    public record Paced(String campaignId, int chanceMillionths) {}

    /**
     * Best first.
     *
     * @param quality in millionths: 1,000,000 is 1
     * @param price of a click, in won
     * @param runnerUp the rank (bid × quality) that the price had to beat, if any
     */
    public record Winner(
            String clickId,
            String adId,
            String campaignId,
            String advertiserId,
            String productId,
            long bid,
            long quality,
            long price,
            @Nullable Long runnerUp) {}
}
