package dev.clickledger.projections.readtables;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.OrderEvent;
import dev.clickledger.contracts.events.ProductEvent;
import dev.clickledger.contracts.events.SandboxEvent;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.eventstore.Position;
import dev.clickledger.eventstore.Slice;
import dev.clickledger.eventstore.StoredEvent;
import dev.clickledger.projections.catalogue.CampaignCatalogue;
import dev.clickledger.projections.catalogue.CatalogueCampaign;
import dev.clickledger.projections.subscription.EventHistory;
import dev.clickledger.projections.subscription.SavedPositions;
import dev.clickledger.projections.subscription.Subscriber;
import dev.clickledger.readmodel.tables.AdvertiserView;
import dev.clickledger.readmodel.tables.RankEntryKey;
import dev.clickledger.readmodel.tables.RankEntryRow;
import dev.clickledger.readmodel.tables.Subscription;
import java.util.Objects;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes the read tables. A slice's rows and its position are one transaction, which goes through
 * only from the position before it: a repeat changes nothing.
 */
@Component
final class ReadTablesProjection implements Subscriber {

    static final String NAME = "read-tables";

    private final SessionFactory sessions;
    private final SavedPositions positions;
    private final EventHistory history;

    private CampaignCatalogue catalogue = new CampaignCatalogue();
    private @Nullable Subscription saved;

    ReadTablesProjection(SessionFactory sessions, SavedPositions positions, EventHistory history) {
        this.sessions = sessions;
        this.positions = positions;
        this.history = history;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Position resume() {
        Subscription stored = positions.load(NAME);
        Position position = Position.parse(stored.position());
        if (!history.knows(position)) {
            throw new IllegalStateException(
                    "the read tables were built from another event store: it has no " + position);
        }
        catalogue = CampaignCatalogue.at(position, history);
        saved = stored;
        return position;
    }

    @Override
    public void accept(Slice slice) {
        if (slice.events().isEmpty()) {
            return;
        }
        Subscription before = Objects.requireNonNull(saved, "resumed");
        var after =
                new Subscription(NAME, slice.upTo().toString(), before.publication(), null, null);
        TableChanges rows = sessions.fromStatelessSession(session -> changesIn(slice, session));
        sessions.inStatelessTransaction(
                session -> {
                    rows.write(session);
                    SavedPositions.save(session, before, after);
                });
        saved = after;
    }

    private TableChanges changesIn(Slice slice, StatelessSession session) {
        var rows = new TableChanges();
        OrderRows orders = OrderRows.touchedBy(slice.events(), rows, session);
        for (StoredEvent stored : slice.events()) {
            foldRanks(stored, rows);
            long position = stored.position().offset();
            switch (stored.event()) {
                case CampaignEvent e -> putCampaign(e.campaignId(), rows);
                case AdvertiserEvent e -> putAdvertiser(e.advertiserId(), rows);
                case AdvertiserSpendingSet e -> putAdvertiser(e.advertiserId(), rows);
                case BalanceEvent e -> LedgerRows.of(e, position, rows);
                case OrderEvent e -> orders.apply(e, position);
                case ProductEvent ignored -> {}
                case SandboxEvent ignored -> {}
            }
        }
        return rows;
    }

    private void foldRanks(StoredEvent stored, TableChanges rows) {
        catalogue
                .applyAndCompareRanks(stored)
                .forEach(
                        (slot, entry) -> {
                            var key = new RankEntryKey(slot.key().value(), slot.member());
                            rows.putRank(key, entry.map(e -> new RankEntryRow(key, e.toJson())));
                        });
    }

    private void putCampaign(CampaignId id, TableChanges rows) {
        CatalogueCampaign campaign = catalogue.campaign(id);
        if (campaign != null) {
            rows.put(campaign.view());
        }
    }

    private void putAdvertiser(AdvertiserId id, TableChanges rows) {
        AdvertiserView advertiser = catalogue.advertiserView(id);
        if (advertiser != null) {
            rows.put(advertiser);
        }
    }
}
