package dev.clickledger.contracts.ads;

import dev.clickledger.contracts.ids.AdId;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.AuctionId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ClickId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.PublisherId;
import dev.clickledger.contracts.money.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the auction saw and decided for one served ad. The ad token carries it to the click, and the
 * click's event keeps it, so that the price of a past click can be explained from that event alone.
 *
 * @param quality in millionths: 1,000,000 is 1
 * @param reserve the least a click costs here
 * @param increment prices are multiples of it
 * @param price what a click costs
 * @param runnerUp the rank (bid × quality, in won millionths) that the price had to beat; none when
 *     nobody else competed
 * @param rankVersion position of the newest event that the ranks were built from
 * @param experiment price experiment that set another rule, if any
 * @param policyVersion version of the auction's rules
 * @param mintedAt when the lookup was answered, to the millisecond
 */
public record ServedAd(
        ClickId clickId,
        AuctionId auctionId,
        AdId adId,
        CampaignId campaignId,
        AdvertiserId advertiserId,
        ProductId productId,
        @Nullable PublisherId publisherId,
        Placement placement,
        Category category,
        @Nullable String searchTerm,
        @Nullable DeviceType deviceType,
        @Nullable AgeGroup ageGroup,
        Money bid,
        long quality,
        Money reserve,
        Money increment,
        Money price,
        @Nullable Long runnerUp,
        long rankVersion,
        @Nullable String experiment,
        int policyVersion,
        Instant mintedAt) {}
