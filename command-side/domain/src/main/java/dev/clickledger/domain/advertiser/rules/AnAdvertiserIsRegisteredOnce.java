package dev.clickledger.domain.advertiser.rules;

import dev.clickledger.domain.advertiser.AdvertiserStatus;
import org.jspecify.annotations.Nullable;

public record AnAdvertiserIsRegisteredOnce(@Nullable AdvertiserStatus status)
        implements AdvertiserRule {

    @Override
    public boolean holds() {
        return status == null;
    }

    @Override
    public String advice() {
        return "An advertiser with this advertiser_id is registered already: use it, or choose another id";
    }

    @Override
    public Kind kind() {
        return Kind.WRONG_STATE;
    }
}
