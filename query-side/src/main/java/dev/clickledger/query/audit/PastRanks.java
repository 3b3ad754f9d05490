package dev.clickledger.query.audit;

import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.ProductEvent.ProductAvailabilitySet;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.query.ranks.RankLists;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.rank.RankKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rank lists from events alone, as of the last event taken. Built apart from the projections, so
 * that what they served can be checked with it.
 */
final class PastRanks {

    private final RankShelf shelf = new RankShelf();
    private final Map<CampaignId, CampaignState> campaigns = new HashMap<>();
    private final Set<ProductId> unavailable = new HashSet<>();

    /** The events that ranks follow from. */
    static Set<Class<? extends DomainEvent>> decisive() {
        Set<Class<? extends DomainEvent>> types = new LinkedHashSet<>();
        Arrays.stream(CampaignEvent.class.getPermittedSubclasses())
                .forEach(type -> types.add(type.asSubclass(DomainEvent.class)));
        types.add(AdvertiserSpendingSet.class);
        types.add(ProductAvailabilitySet.class);
        return types;
    }

    /** Events of other types change nothing. */
    void take(StoredEvent stored) {
        switch (stored.event()) {
            case CampaignEvent event -> campaign(event, stored.position().offset());
            case AdvertiserSpendingSet set -> shelf.spending(set.advertiserId(), set.spending());
            case ProductAvailabilitySet set -> {
                if (set.available()) {
                    unavailable.remove(set.productId());
                } else {
                    unavailable.add(set.productId());
                }
            }
            default -> {}
        }
    }

    private void campaign(CampaignEvent event, long offset) {
        if (event instanceof CampaignDrafted draft) {
            campaigns.put(draft.campaignId(), new CampaignState(draft));
        }
        CampaignState campaign = campaigns.get(event.campaignId());
        if (campaign != null) {
            campaign.apply(event, offset);
        }
    }

    /**
     * Takes no more events after this.
     *
     * @return a list for each key, best first; empty where nobody bids
     */
    List<List<RankEntry>> lists(List<RankKey> keys) {
        campaigns.values().forEach(campaign -> shelf.add(campaign.placed()));
        unavailable.forEach(shelf::unavailable);
        Map<String, List<RankEntry>> found = new HashMap<>();
        keys.forEach(key -> found.put(key.value(), new ArrayList<>()));
        shelf.forEachServed(
                placed -> {
                    List<RankEntry> list = found.get(placed.rankKey());
                    if (list != null) {
                        list.add(placed.entry());
                    }
                });
        found.values().forEach(list -> list.sort(RankLists.BEST_FIRST));
        return keys.stream().map(key -> found.getOrDefault(key.value(), List.of())).toList();
    }
}
