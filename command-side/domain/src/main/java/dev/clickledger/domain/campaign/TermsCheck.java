package dev.clickledger.domain.campaign;

import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Keyword;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.domain.campaign.rules.ABidIsAMultipleOfTheIncrementWithinTheAuctionsBounds;
import dev.clickledger.domain.campaign.rules.ABudgetIsPositiveAndWithinTheLargestAmount;
import dev.clickledger.domain.campaign.rules.ACampaignAdvertisesOneToAThousandProducts;
import dev.clickledger.domain.campaign.rules.ACampaignBidsOnAtLeastOnePlacement;
import dev.clickledger.domain.campaign.rules.ACampaignBidsOnceOnAPlacement;
import dev.clickledger.domain.campaign.rules.ACampaignHasAtMostAThousandKeywords;
import dev.clickledger.domain.campaign.rules.ADailyBudgetIsNotMoreThanTheTotalBudget;
import dev.clickledger.domain.campaign.rules.AKeywordHasAtMostTenWords;
import dev.clickledger.domain.campaign.rules.AKeywordHasOneToAHundredCharacters;
import dev.clickledger.domain.campaign.rules.APeriodEndsAfterItStarts;
import dev.clickledger.domain.campaign.rules.KeywordsOfACampaignAreDistinct;
import dev.clickledger.domain.campaign.rules.ProductsOfACampaignAreDistinct;
import java.util.List;

/** The rules of each of a campaign's terms, the same when it is drafted and when one is changed. */
final class TermsCheck {

    private TermsCheck() {}

    static void period(Period period) {
        new APeriodEndsAfterItStarts(period).verify();
    }

    static void products(List<AdvertisedProduct> products) {
        new ACampaignAdvertisesOneToAThousandProducts(products.size()).verify();
        new ProductsOfACampaignAreDistinct(products).verify();
    }

    static void bids(List<PlacementBid> bids) {
        new ACampaignBidsOnAtLeastOnePlacement(bids).verify();
        new ACampaignBidsOnceOnAPlacement(bids).verify();
        for (PlacementBid bid : bids) {
            new ABidIsAMultipleOfTheIncrementWithinTheAuctionsBounds(bid.bidPrice()).verify();
        }
    }

    static void keywords(List<Keyword> keywords, List<String> negativeKeywords) {
        new ACampaignHasAtMostAThousandKeywords(keywords.size(), negativeKeywords.size()).verify();
        for (Keyword keyword : keywords) {
            new AKeywordHasOneToAHundredCharacters(keyword.text()).verify();
            new AKeywordHasAtMostTenWords(keyword.text()).verify();
            if (keyword.bidPrice() != null) {
                new ABidIsAMultipleOfTheIncrementWithinTheAuctionsBounds(keyword.bidPrice())
                        .verify();
            }
        }
        for (String keyword : negativeKeywords) {
            new AKeywordHasOneToAHundredCharacters(keyword).verify();
            new AKeywordHasAtMostTenWords(keyword).verify();
        }
        new KeywordsOfACampaignAreDistinct(keywords).verify();
    }

    static void budget(Budget budget) {
        new ABudgetIsPositiveAndWithinTheLargestAmount(budget).verify();
        new ADailyBudgetIsNotMoreThanTheTotalBudget(budget).verify();
    }
}
