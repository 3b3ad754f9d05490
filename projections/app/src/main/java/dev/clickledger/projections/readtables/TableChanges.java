package dev.clickledger.projections.readtables;

import dev.clickledger.readmodel.tables.AdvertiserView;
import dev.clickledger.readmodel.tables.BalanceView;
import dev.clickledger.readmodel.tables.CampaignSpend;
import dev.clickledger.readmodel.tables.CampaignSpendKey;
import dev.clickledger.readmodel.tables.CampaignView;
import dev.clickledger.readmodel.tables.ClickView;
import dev.clickledger.readmodel.tables.ConversionView;
import dev.clickledger.readmodel.tables.LedgerEntry;
import dev.clickledger.readmodel.tables.OrderLineView;
import dev.clickledger.readmodel.tables.OrderProductKey;
import dev.clickledger.readmodel.tables.OrderProductView;
import dev.clickledger.readmodel.tables.OrderView;
import dev.clickledger.readmodel.tables.RankEntryKey;
import dev.clickledger.readmodel.tables.RankEntryRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.StatelessSession;

/**
 * What a slice does to the tables: rows to add, and for rows that change again and again only their
 * last state. One statement a table and kind of change, batched.
 */
final class TableChanges {

    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<ClickView> clicks = new ArrayList<>();
    private final List<OrderLineView> orderLines = new ArrayList<>();
    private final Map<String, AdvertiserView> advertisers = new LinkedHashMap<>();
    private final Map<String, CampaignView> campaigns = new LinkedHashMap<>();
    private final Map<String, BalanceView> balances = new LinkedHashMap<>();
    private final Map<CampaignSpendKey, CampaignSpend> spends = new LinkedHashMap<>();
    private final Map<String, OrderView> orders = new LinkedHashMap<>();
    private final Map<OrderProductKey, OrderProductView> orderProducts = new LinkedHashMap<>();
    private final Map<String, ConversionView> conversions = new LinkedHashMap<>();
    private final Map<RankEntryKey, Optional<RankEntryRow>> ranks = new LinkedHashMap<>();

    void add(LedgerEntry entry) {
        ledger.add(entry);
    }

    void add(ClickView click) {
        clicks.add(click);
    }

    void add(OrderLineView line) {
        orderLines.add(line);
    }

    void put(AdvertiserView advertiser) {
        advertisers.put(advertiser.advertiserId(), advertiser);
    }

    void put(CampaignView campaign) {
        campaigns.put(campaign.campaignId(), campaign);
    }

    void put(BalanceView balance) {
        balances.put(balance.advertiserId(), balance);
    }

    void put(CampaignSpend spend) {
        spends.put(spend.key(), spend);
    }

    void put(OrderView order) {
        orders.put(order.orderId(), order);
    }

    void put(OrderProductView product) {
        orderProducts.put(product.key(), product);
    }

    void put(ConversionView conversion) {
        conversions.put(conversion.conversionId(), conversion);
    }

    void putRank(RankEntryKey key, Optional<RankEntryRow> row) {
        ranks.put(key, row);
    }

    void write(StatelessSession session) {
        session.insertMultiple(ledger);
        session.insertMultiple(clicks);
        session.insertMultiple(orderLines);
        put(session, AdvertiserView.class, advertisers);
        put(session, CampaignView.class, campaigns);
        put(session, BalanceView.class, balances);
        put(session, CampaignSpend.class, spends);
        put(session, OrderView.class, orders);
        put(session, OrderProductView.class, orderProducts);
        put(session, ConversionView.class, conversions);
        writeRanks(session);
    }

    private void writeRanks(StatelessSession session) {
        List<RankEntryRow> left = new ArrayList<>();
        Map<RankEntryKey, RankEntryRow> present = new LinkedHashMap<>();
        ranks.forEach(
                (key, row) ->
                        row.ifPresentOrElse(
                                entry -> present.put(key, entry),
                                () -> left.add(new RankEntryRow(key, ""))));
        session.deleteMultiple(left);
        put(session, RankEntryRow.class, present);
    }

    /**
     * Inserts or updates. Hibernate's own upsert goes to the server once a row; one query for those
     * that exist and two batches take the same time for one row as for hundreds.
     */
    private static <K, T> void put(StatelessSession session, Class<T> type, Map<K, T> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var ids = session.getFactory().getPersistenceUnitUtil();
        Map<Object, T> existing = new LinkedHashMap<>();
        for (T found : session.getMultiple(type, List.copyOf(rows.keySet()))) {
            if (found != null) {
                existing.put(ids.getIdentifier(found), found);
            }
        }
        List<T> inserts = new ArrayList<>();
        List<T> updates = new ArrayList<>();
        rows.forEach((id, row) -> (existing.containsKey(id) ? updates : inserts).add(row));
        session.insertMultiple(inserts);
        session.updateMultiple(updates);
    }
}
