package dev.clickledger.domain.advertiser.rules;

import dev.clickledger.domain.advertiser.AdvertiserStatus;
import org.jspecify.annotations.Nullable;

public record OnlyAPendingOrSuspendedAdvertiserCanBeApproved(@Nullable AdvertiserStatus status)
        implements AdvertiserRule {

    @Override
    public boolean holds() {
        return status == AdvertiserStatus.PENDING || status == AdvertiserStatus.SUSPENDED;
    }

    @Override
    public String advice() {
        return "The advertiser is "
                + status
                + ", but only one that is PENDING or SUSPENDED can be approved; a rejected one must re-apply first";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
