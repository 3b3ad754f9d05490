package dev.clickledger.domain;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.DeviceId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.SessionId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.contracts.time.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A seller, a campaign and a shopper that tests share. */
public final class Samples {

    /** 10:00 in Seoul on 2024-01-15. */
    public static final Instant NOW = Instant.parse("2024-01-15T01:00:00Z");

    public static final LocalDate TODAY = BusinessDays.SEOUL.of(NOW);
    public static final AdvertiserId ADVERTISER = new AdvertiserId("advertiser_50");
    public static final CampaignId CAMPAIGN = new CampaignId("campaign_100");
    public static final ProductId PRODUCT = new ProductId("product_200");
    public static final ProductId OTHER_PRODUCT = new ProductId("product_201");
    public static final DeviceId DEVICE = new DeviceId("device_12345");
    public static final SessionId SESSION = new SessionId("session_67890");
    public static final Category CATEGORY = new Category("electronics/computers");
    public static final AdvertisedProduct ADVERTISED = new AdvertisedProduct(PRODUCT, CATEGORY);
    public static final PlacementBid HOME_BID = new PlacementBid(Placement.HOME, Money.won(300));
    public static final PlacementBid SEARCH_BID =
            new PlacementBid(Placement.SEARCH, Money.won(500));
    public static final Period OPEN_PERIOD = new Period(NOW.minusSeconds(3600), null);

    private Samples() {}

    public static Money won(long amount) {
        return Money.won(amount);
    }

    public static Budget budget(long daily, @Nullable Long total) {
        return Budget.strict(Money.won(daily), total == null ? null : Money.won(total));
    }

    /** The n-th click of the tests. */
    public static ClickId click(int n) {
        return ClickId.mint(NOW, new SplittableRandom(n));
    }

    /** An ad served to the n-th click, at that price. */
    public static ServedAd ad(int n, CampaignId campaign, long price) {
        return new ServedAd(
                click(n),
                AuctionId.mint(NOW, new SplittableRandom(n)),
                AdId.of(campaign, PRODUCT),
                campaign,
                ADVERTISER,
                PRODUCT,
                null,
                Placement.HOME,
                CATEGORY,
                null,
                null,
                null,
                Money.won(Math.max(price, 300)),
                1_000_000,
                Money.won(70),
                Money.won(10),
                Money.won(price),
                null,
                1,
                null,
                1,
                NOW);
    }
}
