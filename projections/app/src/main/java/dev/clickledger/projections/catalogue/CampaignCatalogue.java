package dev.clickledger.projections.catalogue;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.AdvertiserEvent.AdvertiserRegistered;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.ProductEvent.ProductAvailabilitySet;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.readmodel.rank.RankEntry;
import dev.clickledger.readmodel.tables.AdvertiserView;
import dev.clickledger.readmodel.tables.CampaignStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of campaigns, advertisers and products. Each view that needs one has its own, at
 * its own position. What a campaign decides reaches the balance in the same transaction, so
 * spending limits say nothing that the campaign's own events have not said; only whether the
 * advertiser may spend is taken from the balance.
 *
 * <p>It holds every campaign that ever was: some kilobytes each; of products, those that cannot be
 * bought at the moment. Not thread-safe.
 */
public final class CampaignCatalogue {

    /** The events that it folds: what must be replayed to have it as it was at a position. */
    private static final Set<Class<? extends DomainEvent>> FOLDED =
            Stream.concat(
                            Stream.of(
                                            CampaignEvent.class.getPermittedSubclasses(),
                                            AdvertiserEvent.class.getPermittedSubclasses(),
                                            ProductEvent.class.getPermittedSubclasses())
                                    .flatMap(Stream::of),
                            Stream.of(AdvertiserSpendingSet.class))
                    .map(type -> type.<DomainEvent>asSubclass(DomainEvent.class))
                    .collect(Collectors.toUnmodifiableSet());

    private final Map<CampaignId, CatalogueCampaign> campaigns = new HashMap<>();
    private final Map<AdvertiserId, CatalogueAdvertiser> advertisers = new HashMap<>();
    private final Map<AdvertiserId, AdvertiserSpending> spending = new HashMap<>();
    private final Map<AdvertiserId, Set<CampaignId>> campaignsOf = new HashMap<>();
    private final Set<ProductId> unavailable = new HashSet<>();

    /** The catalogue as it was at a position. */
    public static CampaignCatalogue at(Position position, EventHistory history) {
        var catalogue = new CampaignCatalogue();
        history.replay(position, FOLDED, catalogue::apply);
        return catalogue;
    }

    public @Nullable CatalogueCampaign campaign(CampaignId id) {
        return campaigns.get(id);
    }

    /** The advertiser's row; none when it is not registered. */
    public @Nullable AdvertiserView advertiserView(AdvertiserId id) {
        CatalogueAdvertiser advertiser = advertisers.get(id);
        return advertiser == null ? null : advertiser.view(spendingOf(id));
    }

    private AdvertiserSpending spendingOf(AdvertiserId id) {
        return spending.getOrDefault(id, AdvertiserSpending.NOT_APPROVED);
    }

    public void apply(StoredEvent stored) {
        long position = stored.position().offset();
        switch (stored.event()) {
            case CampaignDrafted e -> {
                campaigns.put(e.campaignId(), new CatalogueCampaign(e, position));
                campaignsOf
                        .computeIfAbsent(e.advertiserId(), ignored -> new LinkedHashSet<>())
                        .add(e.campaignId());
            }
            case CampaignEvent e -> known(campaigns.get(e.campaignId()), stored).apply(e, position);
            case AdvertiserRegistered e ->
                    advertisers.put(e.advertiserId(), new CatalogueAdvertiser(e, position));
            case AdvertiserEvent e ->
                    known(advertisers.get(e.advertiserId()), stored).apply(e, position);
            case AdvertiserSpendingSet e -> spending.put(e.advertiserId(), e.spending());
            case BalanceEvent ignored -> {}
            case OrderEvent ignored -> {}
            case ProductAvailabilitySet e -> {
                if (e.available()) {
                    unavailable.remove(e.productId());
                } else {
                    unavailable.add(e.productId());
                }
            }
            case SandboxEvent ignored -> {}
        }
    }

    /** Applies an event and says what it changes in the rank lists. */
    public RankChanges applyAndCompare(StoredEvent stored) {
        Set<CampaignId> touched = campaignsTouchedBy(stored.event());
        if (touched.isEmpty()) {
            apply(stored);
            return RankChanges.NONE;
        }
        Map<RankSlot, RankEntry> before = ranksOf(touched);
        apply(stored);
        return new RankChanges(before, ranksOf(touched));
    }

    /**
     * Applies an event and says what it changes in the rank lists.
     *
     * @return what each changed slot holds from now on; nothing when its ad has left the list
     */
    public Map<RankSlot, Optional<RankEntry>> applyAndCompareRanks(StoredEvent stored) {
        return applyAndCompare(stored).slots();
    }

    private Set<CampaignId> campaignsTouchedBy(DomainEvent event) {
        return switch (event) {
            case CampaignEvent e -> Set.of(e.campaignId());
            case AdvertiserSpendingSet e -> campaignsOf.getOrDefault(e.advertiserId(), Set.of());
            case AdvertiserEvent ignored -> Set.of();
            case BalanceEvent ignored -> Set.of();
            case OrderEvent ignored -> Set.of();
            case ProductEvent e -> campaignsThatAdvertise(e.productId());
            case SandboxEvent ignored -> Set.of();
        };
    }

    /** Looked for anew each time: an index of all products would be larger than all campaigns. */
    private Set<CampaignId> campaignsThatAdvertise(ProductId product) {
        return campaigns.values().stream()
                .filter(campaign -> campaign.status() == CampaignStatus.ACTIVE)
                .filter(
                        campaign ->
                                campaign.products().stream()
                                        .anyMatch(each -> each.productId().equals(product)))
                .map(CatalogueCampaign::campaignId)
                .collect(Collectors.toSet());
    }

    private Map<RankSlot, RankEntry> ranksOf(Set<CampaignId> ids) {
        Map<RankSlot, RankEntry> ranks = new LinkedHashMap<>();
        for (CampaignId id : ids) {
            CatalogueCampaign campaign = campaigns.get(id);
            if (campaign != null) {
                ranks.putAll(
                        CampaignRanks.of(
                                campaign,
                                spendingOf(campaign.advertiserId()) == AdvertiserSpending.ALLOWED,
                                product -> !unavailable.contains(product)));
            }
        }
        return ranks;
    }

    private static <T> T known(@Nullable T folded, StoredEvent event) {
        if (folded == null) {
            throw new IllegalStateException(
                    event.event().getClass().getSimpleName()
                            + " at "
                            + event.position()
                            + " has no beginning");
        }
        return folded;
    }
}
