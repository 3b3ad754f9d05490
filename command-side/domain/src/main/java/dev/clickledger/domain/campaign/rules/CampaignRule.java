package dev.clickledger.domain.campaign.rules;

import dev.clickledger.domain.Rule;

/** The rules of a campaign. */
public sealed interface CampaignRule extends Rule
        permits ABidIsAMultipleOfTheIncrementWithinTheAuctionsBounds,
                ABudgetIsPositiveAndWithinTheLargestAmount,
                ACampaignAdvertisesOneToAThousandProducts,
                ACampaignBelongsToARegisteredAdvertiser,
                ACampaignBidsOnAtLeastOnePlacement,
                ACampaignBidsOnceOnAPlacement,
                ACampaignHasAtMostAThousandKeywords,
                ACampaignIsDraftedOnce,
                ADailyBudgetIsNotMoreThanTheTotalBudget,
                AKeywordHasAtMostTenWords,
                AKeywordHasOneToAHundredCharacters,
                APeriodEndsAfterItStarts,
                AQualityIsBetweenATenthAndTen,
                ASubmittedCampaignHasNotEndedYet,
                CannotApproveCampaignOfAnUnapprovedAdvertiser,
                CannotChangeAnEndedCampaign,
                KeywordsNeedABidOnSearch,
                KeywordsOfACampaignAreDistinct,
                OnlyADraftedOrRejectedCampaignCanBeSubmitted,
                OnlyAPausedCampaignCanBeResumed,
                OnlyASubmittedCampaignCanBeApproved,
                OnlyASubmittedCampaignCanBeRejected,
                OnlyAnActiveCampaignCanBePaused,
                ProductsOfACampaignAreDistinct {}
