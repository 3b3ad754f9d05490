package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.PublisherId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.topics.AuctionRecord;
import dev.clickledger.query.auction.Auction;
import dev.clickledger.query.auction.AuctionResult;
import dev.clickledger.query.auction.PriceRule;
import dev.clickledger.query.auction.Pricing;
import dev.clickledger.query.auction.Winner;
import dev.clickledger.query.dice.StableDice;
import dev.clickledger.query.pacing.EvenPacing;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An auction of the log, to be held again. Who competed comes from the rank lists as of its rank
 * version (a replay of the event store up to that offset gives them); who fitted, whom the dice let
 * in and what everybody paid is worked out anew; who had no money is believed, since clicks under
 * way are in no event.
 */
public final class PastAuction {

    private final AuctionRecord logged;
    private final AdRequest request;
    private final Map<String, Long> leastRefused = new HashMap<>();
    private final Map<String, Integer> chances = new HashMap<>();

    /**
     * @throws IllegalArgumentException when the log does not name everybody who was left out
     */
    public PastAuction(AuctionRecord logged) {
        if (!logged.complete()) {
            throw new IllegalArgumentException(
                    "auction " + logged.auctionId() + " left out more than its log names");
        }
        this.logged = logged;
        this.request =
                AdRequest.of(
                        Placement.valueOf(logged.placement()),
                        logged.category() == null ? null : new Category(logged.category()),
                        logged.searchTerm(),
                        logged.excludedProductIds().stream()
                                .map(ProductId::new)
                                .collect(Collectors.toSet()),
                        logged.maxAds(),
                        logged.deviceType() == null
                                ? null
                                : DeviceType.valueOf(logged.deviceType()),
                        logged.ageGroup() == null ? null : AgeGroup.of(logged.ageGroup()),
                        null,
                        logged.publisherId() == null
                                ? null
                                : new PublisherId(logged.publisherId()));
        logged.withoutMoney()
                .forEach(refused -> leastRefused.put(refused.campaignId(), refused.leastBid()));
        logged.paced().forEach(paced -> chances.put(paced.campaignId(), paced.chanceMillionths()));
    }

    /** The lists that competed, in the order in which {@link #holdAgain} takes them. */
    public List<RankKey> rankKeys() {
        return request.rankKeys();
    }

    /**
     * @param lists as of the logged rank version, each best first
     */
    public AuctionResult holdAgain(List<List<RankEntry>> lists) {
        return new Auction(logged.adsPerAdvertiser())
                .run(
                        lists,
                        this::entered,
                        new PriceRule(
                                Money.won(logged.reserve()),
                                Money.won(logged.increment()),
                                Pricing.valueOf(logged.pricing())),
                        logged.maxAds());
    }

    /** Whether the same ads won for the same prices. */
    public boolean agrees(AuctionResult again) {
        List<AuctionRecord.Winner> winners = logged.winners();
        if (again.winners().size() != winners.size()) {
            return false;
        }
        for (int i = 0; i < winners.size(); i++) {
            Winner winner = again.winners().get(i);
            if (!winner.entry().adId().value().equals(winners.get(i).adId())
                    || winner.price().amount() != winners.get(i).price()) {
                return false;
            }
        }
        return true;
    }

    private boolean entered(RankEntry entry) {
        String campaign = entry.campaignId().value();
        if (!request.fits(entry, logged.timestamp())
                || entry.bid().amount() >= leastRefused.getOrDefault(campaign, Long.MAX_VALUE)) {
            return false;
        }
        return entry.budget().pacing() == Pacing.ASAP
                || StableDice.below(EvenPacing.ALWAYS, logged.throttleSeed(), campaign)
                        < chances.getOrDefault(campaign, 0);
    }
}
