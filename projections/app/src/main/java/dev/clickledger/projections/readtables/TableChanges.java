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
import dev.clickledger.readmodel.tables.QualityChange;
import dev.clickledger.readmodel.tables.RankEntryKey;
import dev.clickledger.readmodel.tables.RankEntryRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * What a slice does to the tables: rows to add, and for rows that change again and again only their
 * last state. One statement a table and kind of change, batched.
 */
final class TableChanges {

    private static final String DELETE_RANKS =
            """
            DELETE FROM %s.rank_entry r
            USING unnest(?::text[], ?::text[]) AS left_list(rank_key, member)
            WHERE r.rank_key = left_list.rank_key AND r.member = left_list.member
            """;
    private static final String PUT_RANKS =
            """
            INSERT INTO %s.rank_entry (rank_key, member, entry)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[])
            ON CONFLICT (rank_key, member) DO UPDATE SET entry = excluded.entry
            """;

    private final String schema;
    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final List<ClickView> clicks = new ArrayList<>();
    private final List<OrderLineView> orderLines = new ArrayList<>();
    private final List<QualityChange> qualityChanges = new ArrayList<>();
    private final Map<String, AdvertiserView> advertisers = new LinkedHashMap<>();
    private final Map<String, CampaignView> campaigns = new LinkedHashMap<>();
    private final Map<String, BalanceView> balances = new LinkedHashMap<>();
    private final Map<CampaignSpendKey, CampaignSpend> spends = new LinkedHashMap<>();
    private final Map<String, OrderView> orders = new LinkedHashMap<>();
    private final Map<OrderProductKey, OrderProductView> orderProducts = new LinkedHashMap<>();
    private final Map<String, ConversionView> conversions = new LinkedHashMap<>();
    private final Map<RankEntryKey, Optional<RankEntryRow>> ranks = new LinkedHashMap<>();

    /**
     * @param schema of the tables
     */
    TableChanges(String schema) {
        this.schema = schema;
    }

    void add(LedgerEntry entry) {
        ledger.add(entry);
    }

    void add(ClickView click) {
        clicks.add(click);
    }

    void add(OrderLineView line) {
        orderLines.add(line);
    }

    void add(QualityChange change) {
        qualityChanges.add(change);
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

    /**
     * In the session's transaction. All lookups come first: a transaction gets its id with its
     * first write, and while it has one, readers of events wait for it.
     */
    void write(StatelessSession session) {
        List<List<?>> inserts =
                new ArrayList<>(List.of(ledger, clicks, orderLines, qualityChanges));
        List<List<?>> updates = new ArrayList<>();
        split(session, AdvertiserView.class, advertisers, inserts, updates);
        split(session, CampaignView.class, campaigns, inserts, updates);
        split(session, BalanceView.class, balances, inserts, updates);
        split(session, CampaignSpend.class, spends, inserts, updates);
        split(session, OrderView.class, orders, inserts, updates);
        split(session, OrderProductView.class, orderProducts, inserts, updates);
        split(session, ConversionView.class, conversions, inserts, updates);
        inserts.forEach(session::insertMultiple);
        updates.forEach(session::updateMultiple);
        session.doWork(this::writeRanks);
    }

    /**
     * One event can change thousands of rank rows (products × keywords), which must fit into one
     * short transaction: so not row by row.
     */
    private void writeRanks(Connection connection) throws SQLException {
        List<RankEntryKey> left = new ArrayList<>();
        List<RankEntryRow> present = new ArrayList<>();
        ranks.forEach((key, row) -> row.ifPresentOrElse(present::add, () -> left.add(key)));
        if (!left.isEmpty()) {
            try (PreparedStatement delete =
                    connection.prepareStatement(DELETE_RANKS.formatted(schema))) {
                delete.setArray(1, texts(connection, left, RankEntryKey::rankKey));
                delete.setArray(2, texts(connection, left, RankEntryKey::member));
                delete.executeUpdate();
            }
        }
        if (!present.isEmpty()) {
            try (PreparedStatement put = connection.prepareStatement(PUT_RANKS.formatted(schema))) {
                put.setArray(1, texts(connection, present, row -> row.key().rankKey()));
                put.setArray(2, texts(connection, present, row -> row.key().member()));
                put.setArray(3, texts(connection, present, RankEntryRow::entry));
                put.executeUpdate();
            }
        }
    }

    private static <T> Array texts(Connection connection, List<T> rows, Function<T, String> column)
            throws SQLException {
        return connection.createArrayOf("text", rows.stream().map(column).toArray());
    }

    /**
     * Tells rows to insert from rows to update. Hibernate's own upsert goes to the server once a
     * row; this is one query a table and then batches.
     */
    private static <K, T> void split(
            StatelessSession session,
            Class<T> type,
            Map<K, T> rows,
            List<List<?>> inserts,
            List<List<?>> updates) {
        if (rows.isEmpty()) {
            return;
        }
        var ids = session.getFactory().getPersistenceUnitUtil();
        Set<@Nullable Object> existing = new HashSet<>();
        for (T found : session.getMultiple(type, List.copyOf(rows.keySet()))) {
            if (found != null) {
                existing.add(ids.getIdentifier(found));
            }
        }
        List<T> missing = new ArrayList<>();
        List<T> present = new ArrayList<>();
        rows.forEach((id, row) -> (existing.contains(id) ? present : missing).add(row));
        inserts.add(missing);
        updates.add(present);
    }
}
