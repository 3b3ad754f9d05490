package dev.clickledger.domain.advertiser;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.Command;

/** What admins and sellers can ask of an advertiser. */
public sealed interface AdvertiserCommand extends Command
        permits ApproveAdvertiser,
                ReapplyAdvertiser,
                RegisterAdvertiser,
                RejectAdvertiser,
                SuspendAdvertiser {

    AdvertiserId advertiserId();

    @Override
    default String aggregateId() {
        return AggregateIds.advertiser(advertiserId());
    }
}
