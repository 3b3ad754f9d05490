package dev.clickledger.domain.advertiser.rules;

import dev.clickledger.domain.advertiser.AdvertiserStatus;
import org.jspecify.annotations.Nullable;

public record OnlyAnApprovedAdvertiserCanBeSuspended(@Nullable AdvertiserStatus status)
        implements AdvertiserRule {

    @Override
    public boolean holds() {
        return status == AdvertiserStatus.APPROVED;
    }

    @Override
    public String advice() {
        return "The advertiser is " + status + ", but only one that is APPROVED can be suspended";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
