package dev.clickledger.domain.balance.rules;

import dev.clickledger.domain.Rule;

/**
 * The rules of a balance. (A click that is declined breaks no rule: it is an answer, and an event.)
 */
public sealed interface BalanceRule extends Rule
        permits ABalanceIsOpenedOnce,
                ABalanceStaysWithinItsBound,
                ATopUpIsPositiveAndWithinTheLargestAmount,
                AnAdvertiserHasAtMostTenThousandApprovedCampaigns,
                CannotTopUpARejectedAdvertiser {}
