package dev.clickledger.domain.advertiser.rules;

import dev.clickledger.domain.advertiser.AdvertiserStatus;
import org.jspecify.annotations.Nullable;

public record OnlyAPendingAdvertiserCanBeRejected(@Nullable AdvertiserStatus status)
        implements AdvertiserRule {

    @Override
    public boolean holds() {
        return status == AdvertiserStatus.PENDING;
    }

    @Override
    public String advice() {
        return "The advertiser is "
                + status
                + ", but only one that is PENDING can be rejected; an approved one can be suspended";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
