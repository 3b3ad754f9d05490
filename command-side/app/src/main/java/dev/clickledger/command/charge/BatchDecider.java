package dev.clickledger.command.charge;

import dev.clickledger.contracts.ids.AdvertiserId;
import java.util.List;

/** Port: decides clicks of one advertiser, all in one transaction. */
@FunctionalInterface
interface BatchDecider {

    /**
     * @return an answer for each attempt, in their order
     * @throws RuntimeException if none was decided
     */
    List<ClickAnswer> decide(AdvertiserId advertiserId, List<ClickAttempt> attempts);
}
