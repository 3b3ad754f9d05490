package dev.clickledger.bench.lookup;

import com.zaxxer.hikari.HikariDataSource;
import dev.clickledger.bench.store.Database;
import dev.clickledger.contracts.ads.AdvertisedProduct;
import dev.clickledger.contracts.ads.Budget;
import dev.clickledger.contracts.ads.Category;
import dev.clickledger.contracts.ads.Period;
import dev.clickledger.contracts.ads.Placement;
import dev.clickledger.contracts.ads.PlacementBid;
import dev.clickledger.contracts.ads.Targeting;
import dev.clickledger.contracts.events.AdvertiserSpending;
import dev.clickledger.contracts.events.BalanceEvent.AdvertiserSpendingSet;
import dev.clickledger.contracts.events.BalanceEvent.BalanceToppedUp;
import dev.clickledger.contracts.events.CampaignEvent.CampaignApproved;
import dev.clickledger.contracts.events.CampaignEvent.CampaignBidsSet;
import dev.clickledger.contracts.events.CampaignEvent.CampaignDrafted;
import dev.clickledger.contracts.events.CampaignEvent.CampaignPaused;
import dev.clickledger.contracts.events.CampaignEvent.CampaignResumed;
import dev.clickledger.contracts.events.DomainEvent;
import dev.clickledger.contracts.events.PaymentMethod;
import dev.clickledger.contracts.ids.AdvertiserId;
import dev.clickledger.contracts.ids.CampaignId;
import dev.clickledger.contracts.ids.ProductId;
import dev.clickledger.contracts.ids.TimeOrderedId;
import dev.clickledger.contracts.money.Money;
import dev.clickledger.eventstore.CommitSignal;
import dev.clickledger.eventstore.EventCodec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * 10,000 live ads: a hundred advertisers with ten campaigns of ten products each, on fifty shelves,
 * two hundred on each. Its events are stored as the command side stores them, commit signal and
 * all.
 */
final class LiveMarket implements AutoCloseable {

    static final int SHELVES = 50;

    private static final int ADVERTISERS = 100;
    private static final int CAMPAIGNS_EACH = 10;
    private static final int PRODUCTS_EACH = 10;
    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Money AMPLE = Money.won(Money.LARGEST_AMOUNT);
    private static final int HIGHEST_STEP = 90;
    private static final int CONNECTIONS = 4;

    private final HikariDataSource pool;
    private final CommitSignal signal;
    private final EventCodec codec = new EventCodec();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Random random;
    private final List<CampaignId> campaigns = new ArrayList<>();

    LiveMarket(Database database, long seed) {
        this.pool = database.pool(CONNECTIONS);
        this.signal = new CommitSignal(pool);
        this.random = new Random(seed);
    }

    /** Every lookup finds two hundred candidates of a hundred advertisers. */
    static List<String> lookups() {
        List<String> paths = new ArrayList<>();
        for (int shelf = 0; shelf < SHELVES; shelf++) {
            paths.add(lookup(shelf));
        }
        return paths;
    }

    static String lookup(int shelf) {
        return "/v1/ads?placement=CATEGORY&category=electronics/shelf-%d&max_ads=5"
                .formatted(shelf);
    }

    void open() throws SQLException {
        for (int a = 0; a < ADVERTISERS; a++) {
            List<DomainEvent> events = new ArrayList<>();
            var advertiser = new AdvertiserId(TimeOrderedId.mint(OPENED, random).toString());
            events.add(new AdvertiserSpendingSet(advertiser, AdvertiserSpending.ALLOWED, OPENED));
            events.add(
                    new BalanceToppedUp(
                            advertiser,
                            AMPLE,
                            null,
                            PaymentMethod.CARD,
                            "payment-" + a,
                            AMPLE,
                            OPENED));
            for (int c = 0; c < CAMPAIGNS_EACH; c++) {
                CampaignDrafted drafted = drafted(advertiser, a, c);
                events.add(drafted);
                events.add(new CampaignApproved(drafted.campaignId(), OPENED));
                campaigns.add(drafted.campaignId());
            }
            append(events);
        }
    }

    private CampaignDrafted drafted(AdvertiserId advertiser, int a, int c) {
        List<AdvertisedProduct> products = new ArrayList<>();
        for (int p = 0; p < PRODUCTS_EACH; p++) {
            int number = c * PRODUCTS_EACH + p;
            products.add(
                    new AdvertisedProduct(
                            new ProductId("product-" + (a * 1_000 + number)),
                            new Category("electronics/shelf-" + number % SHELVES)));
        }
        return new CampaignDrafted(
                new CampaignId(TimeOrderedId.mint(OPENED, random).toString()),
                advertiser,
                "Campaign %d of advertiser %d".formatted(c, a),
                new Period(OPENED, null),
                products,
                bids(100 + random.nextInt(HIGHEST_STEP) * 10L),
                List.of(),
                List.of(),
                Budget.strict(AMPLE, null),
                Targeting.EVERYBODY,
                OPENED);
    }

    private static List<PlacementBid> bids(long won) {
        return List.of(new PlacementBid(Placement.CATEGORY, Money.won(won)));
    }

    /** Moves ten ads on ten shelves. */
    void changeAPrice(Random which) throws SQLException {
        CampaignId campaign = campaigns.get(which.nextInt(campaigns.size()));
        long won = 100 + which.nextInt(HIGHEST_STEP) * 10L;
        append(List.of(new CampaignBidsSet(campaign, bids(won), now())));
    }

    void pause(CampaignId campaign) throws SQLException {
        append(List.of(new CampaignPaused(campaign, now())));
    }

    void resume(CampaignId campaign) throws SQLException {
        append(List.of(new CampaignResumed(campaign, now())));
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private synchronized void append(List<DomainEvent> events) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                """
                                INSERT INTO events.event
                                    (event_id, aggregate_id, sequence, type, revision, at, payload)
                                VALUES (?, ?, ?, ?, ?, ?, ?)
                                """)) {
            connection.setAutoCommit(false);
            for (DomainEvent event : events) {
                EventCodec.Encoded encoded = codec.encode(event);
                String aggregate = aggregateOf(event);
                insert.setObject(1, TimeOrderedId.mint(Instant.now(), random));
                insert.setString(2, aggregate);
                insert.setLong(3, sequences.merge(aggregate, 1L, Long::sum) - 1);
                insert.setShort(4, encoded.type());
                insert.setShort(5, encoded.revision());
                insert.setTimestamp(6, Timestamp.from(event.at()));
                insert.setBytes(7, encoded.payload());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
        }
        signal.committed();
    }

    private static String aggregateOf(DomainEvent event) {
        return switch (event) {
            case CampaignDrafted e -> "campaign/" + e.campaignId();
            case CampaignApproved e -> "campaign/" + e.campaignId();
            case CampaignBidsSet e -> "campaign/" + e.campaignId();
            case CampaignPaused e -> "campaign/" + e.campaignId();
            case CampaignResumed e -> "campaign/" + e.campaignId();
            case AdvertiserSpendingSet e -> "balance/" + e.advertiserId();
            case BalanceToppedUp e -> "balance/" + e.advertiserId();
            default -> throw new IllegalArgumentException(event.toString());
        };
    }

    @Override
    public void close() {
        signal.close();
        pool.close();
    }
}
