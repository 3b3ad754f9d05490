package dev.clickledger.domain.advertiser;

import dev.clickledger.contracts.ids.AdvertiserId;
import org.jspecify.annotations.Nullable;

/**
 * Port: where an advertiser stands, as of the current unit of work. What is answered must hold
 * until that unit of work ends, so it is to be read from the aggregate, not from a view.
 */
@FunctionalInterface
public interface Advertisers {

    /**
     * @return {@code null} when there is no such advertiser
     */
    @Nullable AdvertiserStatus statusOf(AdvertiserId advertiserId);
}
