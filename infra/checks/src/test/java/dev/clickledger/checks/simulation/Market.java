package dev.clickledger.checks.simulation;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.BudgetMode;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.KeywordMatch;
import dev.clickledger.contracts.ads.Pacing;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.campaign.DraftCampaign;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A few sellers with small budgets, so that every limit is met again and again. */
final class Market {

    private static final int ADVERTISERS = 4;
    private static final int CAMPAIGNS_EACH = 3;
    private static final Category CATEGORY = new Category("electronics/computers");
    private static final Money RESERVE = Money.won(70);
    private static final Money INCREMENT = Money.won(10);

    /** A campaign and what it advertises. */
    record Ad(CampaignId campaign, AdvertiserId advertiser, ProductId product, AdId id) {}

    private final Dice dice;
    private final List<AdvertiserId> advertisers = new ArrayList<>();
    private final List<Ad> ads = new ArrayList<>();

    Market(Dice dice) {
        this.dice = dice;
        for (int a = 1; a <= ADVERTISERS; a++) {
            var advertiser = new AdvertiserId("advertiser_" + a);
            advertisers.add(advertiser);
            for (int c = 1; c <= CAMPAIGNS_EACH; c++) {
                var campaign = new CampaignId("campaign_" + a + "_" + c);
                var product = new ProductId("product_" + a + "_" + c);
                ads.add(new Ad(campaign, advertiser, product, AdId.of(campaign, product)));
            }
        }
    }

    List<AdvertiserId> advertisers() {
        return advertisers;
    }

    List<Ad> ads() {
        return ads;
    }

    /** One advertiser gets most of the clicks. */
    Ad anyAd() {
        return dice.oneIn(2) ? ads.get(dice.below(CAMPAIGNS_EACH)) : dice.of(ads);
    }

    DraftCampaign draft(Ad ad, Instant at) {
        return new DraftCampaign(
                ad.campaign(),
                ad.advertiser(),
                "Campaign " + ad.campaign().value(),
                anyPeriod(at),
                List.of(new AdvertisedProduct(ad.product(), CATEGORY)),
                anyBids(),
                List.of(new Keyword("laptop", KeywordMatch.EXACT, null)),
                List.of(),
                anyBudget(),
                Targeting.EVERYBODY,
                at);
    }

    Period anyPeriod(Instant now) {
        Instant starts =
                dice.oneIn(6) ? now.plus(Duration.ofHours(3)) : now.minus(Duration.ofDays(1));
        return new Period(starts, dice.oneIn(3) ? now.plus(Duration.ofHours(8)) : null);
    }

    Budget anyBudget() {
        // Some of the averaged ones are so small that what was spent before is a month's worth.
        boolean averaged = dice.oneIn(2);
        long daily = dice.between(5, 60) * (averaged && dice.oneIn(3) ? 10 : 100);
        return new Budget(
                Money.won(daily),
                dice.oneIn(2) ? Money.won(daily * dice.between(1, 4)) : null,
                averaged ? BudgetMode.AVERAGED : BudgetMode.STRICT,
                dice.oneIn(2) ? Pacing.EVEN : Pacing.ASAP);
    }

    List<PlacementBid> anyBids() {
        return List.of(
                new PlacementBid(Placement.HOME, Money.won(dice.between(7, 60) * 10)),
                new PlacementBid(Placement.SEARCH, Money.won(dice.between(7, 60) * 10)));
    }

    ServedAd serve(Ad ad, Instant now) {
        return serve(ad, Money.won(dice.between(7, 50) * 10), Money.won(500), now);
    }

    /** No auction gives that: the click can't be decided, ever. */
    ServedAd serveWrongly(Ad ad, Instant now) {
        return serve(ad, Money.won(900), Money.won(500), now);
    }

    private ServedAd serve(Ad ad, Money price, Money bid, Instant now) {
        ClickId clickId = ClickId.mint(now, dice.random());
        return new ServedAd(
                clickId,
                new AuctionId(clickId.value()),
                ad.id(),
                ad.campaign(),
                ad.advertiser(),
                ad.product(),
                null,
                Placement.HOME,
                CATEGORY,
                null,
                null,
                null,
                bid,
                1_000_000,
                RESERVE,
                INCREMENT,
                price,
                null,
                1,
                null,
                1,
                now);
    }
}
