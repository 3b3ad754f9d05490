package dev.clickledger.domain.advertiser.rules;

import dev.clickledger.domain.advertiser.AdvertiserStatus;
import org.jspecify.annotations.Nullable;

public record OnlyARejectedAdvertiserCanReapply(@Nullable AdvertiserStatus status)
        implements AdvertiserRule {

    @Override
    public boolean holds() {
        return status == AdvertiserStatus.REJECTED;
    }

    @Override
    public String advice() {
        return "The advertiser is " + status + ", but only one that is REJECTED can re-apply";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
