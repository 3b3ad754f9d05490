package dev.clickledger.projections.readtables;

import dev.clickledger.contracts.events.AdvertiserEvent;
import dev.clickledger.contracts.events.BalanceEvent;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.CampaignEvent;
import dev.clickledger.contracts.events.CampaignEvent.CampaignQualityAdjusted;
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
import dev.clickledger.projections.subscription.Fold;
import dev.clickledger.projections.subscription.SavedPositions;
import dev.clickledger.readmodel.tables.AdvertiserView;
import dev.clickledger.readmodel.tables.QualityChange;
import dev.clickledger.readmodel.tables.RankEntryKey;
import dev.clickledger.readmodel.tables.RankEntryRow;
import dev.clickledger.readmodel.tables.Subscription;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * Takes one set of read tables from position to position. A slice's rows and its position are one
 * transaction, which goes through only from the position before it: a repeat changes nothing.
 */
final class TableFold implements Fold {

    private final SessionFactory sessions;
    private final String schema;
    private final CampaignCatalogue catalogue;
    private Subscription saved;

    /**
     * @param sessions on the tables of that schema
     * @param saved its row there
     */
    TableFold(SessionFactory sessions, String schema, Subscription saved, EventHistory history) {
        this.sessions = sessions;
        this.schema = schema;
        this.saved = saved;
        this.catalogue = CampaignCatalogue.at(position(), history);
    }

    @Override
    public Position position() {
        return Position.parse(saved.position());
    }

    /** Takes what of the slice it has not taken yet. */
    @Override
    public void take(Slice slice) {
        Position taken = position();
        List<StoredEvent> events =
                slice.events().stream()
                        .filter(event -> event.position().compareTo(taken) > 0)
                        .toList();
        if (events.isEmpty()) {
            return;
        }
        Subscription before = saved;
        var after =
                new Subscription(
                        before.name(), slice.upTo().toString(), before.publication(), null, null);
        TableChanges rows = sessions.fromStatelessSession(session -> changesIn(events, session));
        sessions.inStatelessTransaction(
                session -> {
                    rows.write(session);
                    SavedPositions.save(session, before, after);
                });
        saved = after;
    }

    private TableChanges changesIn(List<StoredEvent> events, StatelessSession session) {
        var rows = new TableChanges(schema);
        OrderRows orders = OrderRows.touchedBy(events, rows, session);
        for (StoredEvent stored : events) {
            foldRanks(stored, rows);
            long position = stored.position().offset();
            switch (stored.event()) {
                case CampaignQualityAdjusted e -> {
                    putCampaign(e.campaignId(), rows);
                    rows.add(change(e, position));
                }
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

    private static QualityChange change(CampaignQualityAdjusted e, long position) {
        return new QualityChange(
                position,
                e.campaignId().value(),
                e.quality(),
                e.previousQuality(),
                e.measuredQuality(),
                e.impressions(),
                e.clicks(),
                e.expectedCtr(),
                e.policyVersion(),
                e.at());
    }

    private void putAdvertiser(AdvertiserId id, TableChanges rows) {
        AdvertiserView advertiser = catalogue.advertiserView(id);
        if (advertiser != null) {
            rows.put(advertiser);
        }
    }
}
