package dev.clickledger.checks.crash;

import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.adtoken.SigningKeys;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Advertisers and the ads that they have on pages. One is hot, with a campaign that lasts and one
 * whose day's budget is soon spent; of the others, some run out of money or budget on the way.
 */
final class Market {

    static final long PRICE = 260;

    private static final ProductId PRODUCT = new ProductId("p-1");
    private static final int OTHERS = 5;

    record Campaign(AdvertiserId advertiser, CampaignId id, long dailyBudget) {}

    private final AdTokens tokens;
    private final List<Campaign> campaigns = new ArrayList<>();

    Market(String signingKeyLine) {
        this.tokens = new AdTokens(SigningKeys.parse(List.of(signingKeyLine)));
    }

    List<Campaign> campaigns() {
        return List.copyOf(campaigns);
    }

    void open(Caller caller) {
        AdvertiserId hot = advertiser(caller, "hot", 500_000_000);
        campaigns.add(campaign(caller, hot, "lasting", 400_000_000));
        campaigns.add(campaign(caller, hot, "tight", 100 * PRICE));
        for (int i = 0; i < OTHERS; i++) {
            AdvertiserId other = advertiser(caller, "other-" + i, (i + 1) * 40 * PRICE + 1);
            campaigns.add(campaign(caller, other, "of-" + i, (OTHERS - i) * 50 * PRICE));
        }
    }

    private static AdvertiserId advertiser(Caller caller, String name, long balance) {
        caller.untilDone(
                "/v1/advertisers",
                """
                {"advertiser_id":"%1$s","name":"%1$s","business_registration_number":"123-45-67890",
                 "contract_document_url":"https://example.com/contract.pdf"}
                """
                        .formatted(name));
        caller.untilDone("/v1/advertisers/" + name + "/approval", "");
        caller.topUp(name, balance, "opening-" + name);
        return new AdvertiserId(name);
    }

    private static Campaign campaign(
            Caller caller, AdvertiserId advertiser, String name, long dailyBudget) {
        caller.untilDone(
                "/v1/campaigns",
                """
                {"campaign_id":"%s","advertiser_id":"%s","name":"Lamps","starts_at":"2017-01-01T00:00:00Z",
                 "products":[{"product_id":"p-1","category":"home/lamps"}],
                 "bids":[{"placement":"CATEGORY","bid_price":500}],"daily_budget":%d}
                """
                        .formatted(name, advertiser, dailyBudget));
        caller.untilDone("/v1/campaigns/" + name + "/submission", "");
        caller.untilDone("/v1/campaigns/" + name + "/approval", "");
        return new Campaign(advertiser, new CampaignId(name), dailyBudget);
    }

    /** Two of three times the hot advertiser's. */
    Campaign pick(RandomGenerator random) {
        return random.nextInt(3) < 2
                ? campaigns.get(random.nextInt(8) == 0 ? 1 : 0)
                : campaigns.get(random.nextInt(campaigns.size()));
    }

    ServedAd ad(Campaign campaign, RandomGenerator random) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new ServedAd(
                ClickId.mint(now, random),
                AuctionId.mint(now, random),
                AdId.of(campaign.id(), PRODUCT),
                campaign.id(),
                campaign.advertiser(),
                PRODUCT,
                null,
                Placement.CATEGORY,
                new Category("home/lamps"),
                null,
                null,
                null,
                Money.won(500),
                1_000_000,
                Money.won(70),
                Money.won(10),
                Money.won(PRICE),
                null,
                1,
                null,
                1,
                now);
    }

    String token(ServedAd ad) {
        return tokens.sign(ad);
    }
}
