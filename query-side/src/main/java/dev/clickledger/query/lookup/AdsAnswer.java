package dev.clickledger.query.lookup;

import dev.clickledger.contracts.ads.ServedAd;
import dev.clickledger.contracts.adtoken.AdTokens;
import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * @param ads best first
 * @param noFillReason why there are none
 */
@JsonSerialize(using = AdsAnswerJson.class)
record AdsAnswer(AuctionId auctionId, List<Ad> ads, @Nullable NoFillReason noFillReason) {

    /**
     * @param position on the page, from 1
     * @param bidPrice the most the advertiser would pay
     * @param actualPrice what a click costs
     * @param adToken sent back with its impression and its click
     * @param expiresAt the last moment at which the token is taken
     */
    record Ad(
            AdId adId,
            CampaignId campaignId,
            AdvertiserId advertiserId,
            ProductId productId,
            int position,
            Money bidPrice,
            Money actualPrice,
            ClickId clickId,
            String adToken,
            Instant expiresAt) {

        static Ad of(ServedAd served, int position, String token) {
            return new Ad(
                    served.adId(),
                    served.campaignId(),
                    served.advertiserId(),
                    served.productId(),
                    position,
                    served.bid(),
                    served.price(),
                    served.clickId(),
                    token,
                    AdTokens.expiresAt(served.mintedAt()));
        }
    }
}
