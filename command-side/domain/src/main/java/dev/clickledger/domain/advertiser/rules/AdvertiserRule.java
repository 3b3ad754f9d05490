package dev.clickledger.domain.advertiser.rules;

import dev.clickledger.domain.Rule;

/** The rules of an advertiser. */
public sealed interface AdvertiserRule extends Rule
        permits AnAdvertiserIsRegisteredOnce,
                OnlyAPendingAdvertiserCanBeRejected,
                OnlyAPendingOrSuspendedAdvertiserCanBeApproved,
                OnlyARejectedAdvertiserCanReapply,
                OnlyAnApprovedAdvertiserCanBeSuspended {}
