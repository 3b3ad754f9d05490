package dev.clickledger.bench.clicks;

import dev.clickledger.contracts.ads.AgeGroup;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.DeviceType;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.CampaignSpending;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.domain.balance.BalanceCommand;
import dev.clickledger.domain.balance.LimitSpending;
import dev.clickledger.domain.balance.OpenBalance;
import dev.clickledger.domain.balance.SetAdvertiserSpending;
import dev.clickledger.domain.balance.TopUpBalance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Advertisers with one campaign each and more money than any run can spend. Ids are as the command
 * side makes them when nobody names one; the same seed gives the same market.
 */
public final class Market {

    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Money AMPLE = Money.won(Money.LARGEST_AMOUNT);
    private static final Money BID = Money.won(300);
    private static final Money RESERVE = Money.won(70);
    private static final Money INCREMENT = Money.won(10);
    private static final Money PRICE = Money.won(260);
    private static final long QUALITY = 1_000_000;
    private static final long RUNNER_UP = 250_000_000;
    private static final long RANK_VERSION = 1_234_567;

    private record Shop(AdvertiserId advertiser, CampaignId campaign, ProductId product, AdId ad) {}

    private final List<Shop> shops = new ArrayList<>();
    private final Category category = new Category("electronics/computers");

    public Market(int advertisers, long seed) {
        var random = new Random(seed);
        for (int i = 0; i < advertisers; i++) {
            var campaign = new CampaignId(TimeOrderedId.mint(OPENED, random).toString());
            var product = new ProductId("product-" + (10_000 + i));
            shops.add(
                    new Shop(
                            new AdvertiserId(TimeOrderedId.mint(OPENED, random).toString()),
                            campaign,
                            product,
                            AdId.of(campaign, product)));
        }
    }

    public int advertisers() {
        return shops.size();
    }

    public AdvertiserId advertiser(int number) {
        return shops.get(number).advertiser();
    }

    public CampaignId campaign(int number) {
        return shops.get(number).campaign();
    }

    public ProductId product(int number) {
        return shops.get(number).product();
    }

    /** What an advertiser's balance must be told before its clicks can be charged. */
    public List<BalanceCommand> opening(int number) {
        Shop shop = shops.get(number);
        return List.of(
                new OpenBalance(shop.advertiser(), OPENED),
                new SetAdvertiserSpending(shop.advertiser(), AdvertiserSpending.ALLOWED, OPENED),
                new TopUpBalance(
                        shop.advertiser(),
                        AMPLE,
                        null,
                        PaymentMethod.CARD,
                        "payment-" + number,
                        OPENED),
                new LimitSpending(
                        shop.advertiser(),
                        shop.campaign(),
                        CampaignSpending.ACTIVE,
                        new Period(OPENED, null),
                        Budget.strict(AMPLE, null),
                        OPENED));
    }

    /** As the lookup would have served it then. */
    public ServedAd serve(int number, Instant at, Random random) {
        Shop shop = shops.get(number);
        return new ServedAd(
                ClickId.mint(at, random),
                AuctionId.mint(at, random),
                shop.ad(),
                shop.campaign(),
                shop.advertiser(),
                shop.product(),
                null,
                Placement.SEARCH,
                category,
                "gaming laptop",
                DeviceType.MOBILE,
                AgeGroup.THIRTIES,
                BID,
                QUALITY,
                RESERVE,
                INCREMENT,
                PRICE,
                RUNNER_UP,
                RANK_VERSION,
                null,
                1,
                at);
    }
}
