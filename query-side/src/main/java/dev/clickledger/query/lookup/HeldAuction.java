package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.query.auction.AuctionResult;
import dev.clickledger.query.auction.PriceRule;
import dev.clickledger.query.auction.Winner;
import dev.clickledger.readmodel.rank.RankEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One auction's circumstances: what tokens freeze of them, and the log keeps.
 *
 * @param rankVersion offset of the newest event that is in the ranks
 * @param experiment the price experiment that the device takes part in, if any
 */
record HeldAuction(
        AuctionId auctionId,
        AdRequest request,
        Instant now,
        long rankVersion,
        long throttleSeed,
        @Nullable String experiment,
        PriceRule rule,
        int policyVersion,
        int adsPerAdvertiser) {

    ServedAd served(Winner winner, ClickId click) {
        RankEntry won = winner.entry();
        return new ServedAd(
                click,
                auctionId,
                won.adId(),
                won.campaignId(),
                won.advertiserId(),
                won.productId(),
                request.publisherId(),
                request.placement(),
                won.category(),
                request.searchTerm(),
                request.deviceType(),
                request.ageGroup(),
                won.bid(),
                won.quality(),
                rule.reserve(),
                rule.increment(),
                winner.price(),
                winner.runnerUp(),
                rankVersion,
                experiment,
                policyVersion,
                now);
    }

    /**
     * @param clicks of the winners, in their order
     * @param candidates entries of all lists
     */
    AuctionRecord toRecord(
            AuctionResult result,
            List<ClickId> clicks,
            Admission admission,
            int candidates,
            @Nullable NoFillReason noFill) {
        return new AuctionRecord(
                auctionId.toString(),
                now,
                request.placement().name(),
                request.category() == null ? null : request.category().value(),
                request.searchTerm(),
                request.excluded().stream().map(ProductId::value).sorted().toList(),
                request.maxAds(),
                request.deviceType() == null ? null : request.deviceType().name(),
                request.ageGroup() == null ? null : request.ageGroup().years(),
                request.publisherId() == null ? null : request.publisherId().value(),
                rankVersion,
                throttleSeed,
                experiment,
                rule.reserve().amount(),
                rule.increment().amount(),
                rule.pricing().name(),
                policyVersion,
                adsPerAdvertiser,
                candidates,
                result.considered(),
                leftOut(result, admission),
                admission.withoutMoney(),
                admission.paced(),
                admission.isComplete(),
                winners(result.winners(), clicks),
                noFill == null ? null : noFill.name());
    }

    private static Map<String, Integer> leftOut(AuctionResult result, Admission admission) {
        Map<String, Integer> counts = new TreeMap<>();
        for (LeftOut reason : LeftOut.values()) {
            int count =
                    reason == LeftOut.BELOW_RESERVE
                            ? result.belowReserve()
                            : admission.count(reason);
            if (count > 0) {
                counts.put(reason.name(), count);
            }
        }
        return counts;
    }

    private static List<AuctionRecord.Winner> winners(List<Winner> winners, List<ClickId> clicks) {
        List<AuctionRecord.Winner> records = new ArrayList<>(winners.size());
        for (int i = 0; i < winners.size(); i++) {
            Winner winner = winners.get(i);
            RankEntry won = winner.entry();
            records.add(
                    new AuctionRecord.Winner(
                            clicks.get(i).toString(),
                            won.adId().value(),
                            won.campaignId().value(),
                            won.advertiserId().value(),
                            won.productId().value(),
                            won.bid().amount(),
                            won.quality(),
                            winner.price().amount(),
                            winner.runnerUp()));
        }
        return records;
    }
}
