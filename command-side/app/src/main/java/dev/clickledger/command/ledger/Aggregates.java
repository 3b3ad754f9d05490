package dev.clickledger.command.ledger;

import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.snapshots.BalanceSnapshot;
import dev.clickledger.domain.AggregateIds;
import dev.clickledger.domain.advertiser.Advertiser;
import dev.clickledger.domain.advertiser.AdvertiserStatus;
import dev.clickledger.domain.advertiser.Advertisers;
import dev.clickledger.domain.balance.Balance;
import dev.clickledger.domain.campaign.Campaign;
import dev.clickledger.domain.campaign.CampaignStatus;
import dev.clickledger.domain.campaign.Campaigns;
import dev.clickledger.domain.campaign.SpendingTerms;
import dev.clickledger.eventstore.SnapshotForm.Committed;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.config.Configuration;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Reads aggregates within the decision that is being made: locked until it ends, with what it did
 * to them so far.
 */
public final class Aggregates implements Advertisers, Campaigns {

    private final Supplier<Configuration> axon;

    /**
     * @param axon asked late: Axon itself is built with this as a part
     */
    Aggregates(Supplier<Configuration> axon) {
        this.axon = axon;
    }

    @Override
    public @Nullable AdvertiserStatus statusOf(AdvertiserId advertiserId) {
        return read(Advertiser.class, AggregateIds.advertiser(advertiserId), Advertiser::status);
    }

    @Override
    public @Nullable SpendingTerms termsOf(CampaignId campaignId) {
        return read(Campaign.class, AggregateIds.campaign(campaignId), Campaign::spendingTerms);
    }

    public @Nullable CampaignStatus statusOf(CampaignId campaignId) {
        return read(Campaign.class, AggregateIds.campaign(campaignId), Campaign::status);
    }

    public <A, R> @Nullable R read(Class<A> type, String id, Function<A, @Nullable R> question) {
        try {
            return axon.get().repository(type).load(id).invoke(question);
        } catch (AggregateNotFoundException none) {
            return null;
        }
    }

    @Nullable Committed<BalanceSnapshot> snapshotOf(String balanceId) {
        try {
            var balance = axon.get().repository(Balance.class).load(balanceId);
            Long sequence = balance.version();
            return sequence == null
                    ? null
                    : new Committed<>(
                            sequence,
                            balance.invoke(state -> BalanceSnapshots.of(balanceId, state)));
        } catch (AggregateNotFoundException none) {
            return null;
        }
    }
}
