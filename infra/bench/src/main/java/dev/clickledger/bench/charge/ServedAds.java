package dev.clickledger.bench.charge;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;

/** Fresh ads as the lookup would have served them, of a fixed set of advertisers. */
final class ServedAds {

    private static final Money PRICE = Money.won(260);

    static AdvertiserId advertiser(int number) {
        return new AdvertiserId("bench-advertiser-" + number);
    }

    static CampaignId campaign(int number) {
        return new CampaignId("bench-campaign-" + number);
    }

    ServedAd next(int advertiser) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        ThreadLocalRandom random = ThreadLocalRandom.current();
        CampaignId campaign = campaign(advertiser);
        ProductId product = new ProductId("product-1");
        return new ServedAd(
                ClickId.mint(now, random),
                AuctionId.mint(now, random),
                AdId.of(campaign, product),
                campaign,
                advertiser(advertiser),
                product,
                null,
                Placement.CATEGORY,
                new Category("electronics/computers"),
                null,
                null,
                null,
                Money.won(300),
                1_000_000,
                Money.won(70),
                Money.won(10),
                PRICE,
                250_000_000L,
                1,
                null,
                1,
                now);
    }
}
